// Faults planted in turn-news.ts, each seen red and taken back: what lies between a sender's own counted as hers,
// only the last of hers counted as hers, somebody's change left out.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Visit } from './visit.ts';
import type { Change } from './change.ts';
import { framesFor } from './news.ts';
import { pieceOf } from './piece.ts';
import { newsOf } from './turn-news.ts';

const place = {} as Change['place'];
const senders = ['ann', 'bob', 'cas'].map((name) => ({ name }) as unknown as Visit);

/** The changes of a turn, told apart by what they delete. */
function turnOf(by: readonly (number | null)[]): Change[] {
	return by.map((sender, at) => ({
		place,
		piece: pieceOf(new Uint8Array([0, 1, 1, 1, at, 1]))!,
		from: sender === null ? null : senders[sender]!
	}));
}

describe('the news of a turn', () => {
	property.prop([fc.array(fc.option(fc.nat(2)), { maxLength: 12 })], { numRuns: 500 })(
		'are everything but her own, in the order in which each sender made hers',
		(by) => {
			const changes = turnOf(by);
			const { news, ownOf } = newsOf(changes);
			for (const sender of senders) {
				const told = framesFor(news, ownOf.get(sender) ?? null, null);
				const others = changes.filter(({ from }) => from !== sender);
				expect(new Set(told)).toEqual(new Set(others.map(({ piece }) => piece.frame)));
				expect(told).toHaveLength(others.length);
				for (const from of [null, ...senders]) {
					const theirs = others.filter((one) => one.from === from).map(({ piece }) => piece.frame);
					expect(told.filter((frame) => theirs.includes(frame))).toEqual(theirs);
				}
			}
		}
	);
});
