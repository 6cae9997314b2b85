import type { Device } from '../../src/lib/data/device.ts';

/** A device as another page of the same browser has it open: nothing is shared with this one but the storage. */
export interface OtherTab {
	readonly device: Device;
	close(): void;
}

/** What the other page is given on its `window`. */
interface OtherWindow extends Window {
	device?: Promise<Device>;
}

/** Opens the storage of that prefix in a frame, with modules of its own. */
export async function openOtherTab(prefix: string): Promise<OtherTab> {
	const frame = document.createElement('iframe');
	const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	frame.srcdoc = `<script type="module">
		import { browserStorage } from '/src/lib/data/browserStorage.ts';
		import { openDevice } from '/src/lib/data/device.ts';
		window.device = openDevice({ storage: browserStorage(${JSON.stringify(prefix)}) });
	</script>`;
	document.body.append(frame);
	await loaded;
	const device = await (frame.contentWindow as OtherWindow | null)?.device;
	if (!device) throw new Error('the other page did not open the device');
	return { device, close: () => frame.remove() };
}
