import { listName } from '../../src/lib/domain/directory.ts';
import type { Assignee, Named, Person } from '../../src/lib/domain/facts/fields.ts';
import type { DemoDirectory } from './demoDirectory.ts';
import type { DemoIntent } from './demoIntents.ts';

type Table = 'site' | 'staff' | 'contact' | 'rule' | 'reason';

/** Turns the ids of intents into what facts carry: the id with the name that it had. */
export class DemoNames {
	readonly #names: Readonly<Record<Table, ReadonlyMap<string, string>>>;

	constructor({ sites, staff, contacts, houseRules, blockReasons }: DemoDirectory) {
		this.#names = {
			site: new Map(sites.map(({ id, name }) => [id, name])),
			staff: new Map(staff.map((member) => [member.id, listName(member)])),
			contact: new Map(contacts.map((contact) => [contact.id, listName(contact)])),
			rule: new Map(houseRules.map(({ id, title }) => [id, title])),
			reason: new Map(blockReasons.map(({ id, title }) => [id, title]))
		};
	}

	/** A house rule or a reason for a block. */
	named(table: 'rule' | 'reason', id: string): Named {
		return { id, name: this.#nameOf(table, id) };
	}

	/** As the app names them. */
	assignee({ kind, id }: Pick<Assignee, 'kind' | 'id'>): Assignee {
		if (kind === 'person') return { kind, id, name: this.#nameOf('staff', id) };
		const site = this.#nameOf('site', id);
		return { kind, id, name: kind === 'lead' ? `Leitung ${site}` : site };
	}

	/** Whom a message is about. */
	person(contact: DemoIntent['contact']): Person {
		return contact.kind === 'unknown' ? contact : { ...contact, name: this.#nameOf('contact', contact.id) };
	}

	#nameOf(table: Table, id: string): string {
		const name = this.#names[table].get(id);
		if (name === undefined) throw new Error(`the demo's directory has no ${table} ${id}`);
		return name;
	}
}
