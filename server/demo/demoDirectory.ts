import {
	DEFAULT_SETTINGS,
	type BlockReason,
	type Contact,
	type HouseRule,
	type Promotion,
	type QuickReason,
	type Settings,
	type Site,
	type StaffMember,
	type Template
} from '../../src/lib/domain/directory.ts';
import {
	DEFAULT_BLOCK_REASONS,
	DEFAULT_HOUSE_RULES,
	DEFAULT_QUICK_REASONS,
	DEFAULT_TEMPLATES
} from '../import/defaultLists.ts';
import { makeDemoContacts } from './demoContacts.ts';
import { DEMO_SITES, makeDemoStaff } from './demoPeople.ts';
import { demoPromotions } from './demoPromotions.ts';
import { Random } from './random.ts';

/** A made-up chain (DESIGN § 8, `npm start -- --demo`). */
export interface DemoDirectory {
	sites: Site[];
	staff: StaffMember[];
	contacts: Contact[];
	houseRules: HouseRule[];
	blockReasons: BlockReason[];
	quickReasons: QuickReason[];
	templates: Template[];
	promotions: Promotion[];
	settings: Settings;
}

/** Everyone's PIN in the demo (DESIGN § 8). */
export const DEMO_PIN = '1234';
/** How many contacts the demo has (DESIGN § 8). */
export const DEMO_CONTACTS = 5_000;

/** 8 sites, 28 staff, 5,000 contacts and the lists. The same seed and day give the same people. */
export function makeDemoDirectory(seed: number, now: Date): DemoDirectory {
	const random = new Random(seed);
	return {
		sites: structuredClone([...DEMO_SITES]),
		staff: makeDemoStaff(random),
		contacts: makeDemoContacts(random, now, DEMO_CONTACTS),
		houseRules: structuredClone([...DEFAULT_HOUSE_RULES]),
		blockReasons: structuredClone([...DEFAULT_BLOCK_REASONS]),
		quickReasons: structuredClone([...DEFAULT_QUICK_REASONS]),
		templates: structuredClone([...DEFAULT_TEMPLATES]),
		promotions: demoPromotions(now),
		settings: { ...DEFAULT_SETTINGS, boardUrl: 'https://board.example.com' }
	};
}
