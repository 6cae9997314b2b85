import * as v from 'valibot';
import { call } from './call.ts';

const standing = v.object({
	/** When the connector was set up, ms since 1970, UTC; absent where there is none */
	since: v.optional(v.number()),
	/** Ids of messages that the board does not take as they are */
	refused: v.array(v.string())
});
/** What the board's connector leaves to be carried over by hand. */
export type BoardStanding = v.InferOutput<typeof standing>;

/** How the board's connector stands. @throws ApiProblem */
export function readBoardStanding(): Promise<BoardStanding> {
	return call(standing, 'GET', '/board');
}
