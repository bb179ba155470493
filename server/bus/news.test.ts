import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import type { News } from './bus.ts';
import { decodeNews, encodeNews, relayIdBytes } from './news.ts';

const anyName = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
const anyNews: fc.Arbitrary<News> = fc.oneof(
	fc.record({ kind: fc.constant('grown' as const), document: anyName, upTo: fc.maxSafeNat() }),
	fc.record({
		kind: fc.constant('presence' as const),
		document: anyName,
		entries: fc.uint8Array()
	}),
	fc.record({
		kind: fc.constant('clients' as const),
		document: anyName,
		owners: fc.array(
			fc.record({
				client: fc.maxSafeNat(),
				person: fc.stringMatching(/^[a-z0-9]{16}$/) as fc.Arbitrary<PersonId>,
				isDeclared: fc.boolean(),
				idleMs: fc.maxSafeNat()
			})
		),
		asks: fc.boolean()
	})
);
const from = new Uint8Array(relayIdBytes).fill(7);

describe('news on the wire', () => {
	property.prop([fc.array(anyNews)])('comes as it was told', (news) => {
		expect(decodeNews(encodeNews(from, news))).toEqual({ from, news });
	});

	property.prop([fc.uint8Array({ maxLength: 200 })])('bytes of any kind harm nobody', (bytes) => {
		expect(() => decodeNews(bytes)).not.toThrow();
	});

	property.prop([fc.array(anyNews, { minLength: 1 }), fc.gen()])(
		'a message that was cut off says nothing, or less',
		(news, gen) => {
			const whole = encodeNews(from, news);
			const cut = whole.subarray(0, gen(fc.nat, whole.length - 1));
			const said = decodeNews(cut);
			if (said) expect(said.news).toEqual(news.slice(0, said.news.length));
		}
	);

	test('what a newer version says is passed over', () => {
		const later = encodeNews(from, []);
		later[0] = 2;
		expect(decodeNews(later)).toBeNull();
		expect(decodeNews(Uint8Array.from([1, ...from, 9, 0]))).toBeNull();
	});
});
