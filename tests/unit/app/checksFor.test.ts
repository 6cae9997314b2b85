import { beforeEach, expect, it } from 'vitest';
import { assignMessages, enterCheck } from '../../../src/lib/app/checkCommands.ts';
import { checksFor } from '../../../src/lib/app/checksFor.ts';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import { valueOf } from '../domain/messages.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, SABINE } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
});

it('offers every check of the studio, none that was a mistake, and always the one to which it belongs', async () => {
	const check = await checkOf(fixture);
	const form = new IncidentForm(fixture.app, check, SABINE);
	form.text = 'Etwas';
	const id = valueOf(await form.save())._id;
	const offered = (): string[] => {
		const message = fixture.app.log.message(id, fixture.now);
		if (!message) throw new Error('the message is gone');
		return checksFor(fixture.app, message).map((one) => one.id);
	};
	const again = await checkOf(fixture);
	await checkOf(fixture, { site: 'WEL' });
	expect(offered()).toEqual([again().id, check().id]);
	valueOf(await enterCheck(fixture.app, check().id, { outcome: 'mistake', summary: '' }));
	expect(offered()).toEqual([again().id, check().id]);
	await assignMessages(fixture.app, [id], undefined);
	expect(offered()).toEqual([again().id]);
	fixture.now += 8 * 86_400_000;
	const later = await checkOf(fixture);
	expect(offered()).toEqual([later().id, again().id]);
});
