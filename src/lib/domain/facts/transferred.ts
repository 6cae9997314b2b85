import * as v from 'valibot';
import { webAddress } from './fields.ts';
import { speakingOf, type FactKind, type Stored } from './kind.ts';

/** in das Community Board eingetragen (S16), with the address of the post where it is known */
export const transferredSchema = speakingOf('transferred', {
	url: v.optional(webAddress)
});
export type TransferredFact = Stored<v.InferOutput<typeof transferredSchema>>;

export const transferred: FactKind<TransferredFact> = {
	type: 'transferred',
	versions: { 1: transferredSchema },
	subjects: ['message'],
	matter: 'transfer'
};
