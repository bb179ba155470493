/*
 * Faults that were planted and seen red: a base written again; what was read not forgotten when it
 * changes; an unreadable edit hides its record; absent fields written as null; overrides that were
 * there before not indexed.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { OrganisationId } from '#domain/ids.ts';
import { copyOf, meet } from '#tests/support/meeting.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { type Stored, idOrNull, optional, text, whole } from './field.ts';
import type { Layout } from './layout.ts';
import { RecordMap } from './record-map.ts';

interface Desk {
	readonly id: string;
	readonly removed: boolean;
	readonly name: string;
	readonly places: number;
	readonly host: OrganisationId | null | undefined;
	readonly note: string | undefined;
}

const desks: Layout<Desk> = {
	name: 'desks',
	id: OrganisationId,
	version: 1,
	fields: {
		name: text(),
		places: whole(0, 50, 1),
		host: optional(idOrNull(OrganisationId)),
		note: optional(text())
	}
};
const town = idNamed(OrganisationId, 'town');
const ids = ['desk00000000000a', 'desk00000000000b', 'desk00000000000c'];
const counter = { name: 'Loket', places: 2, host: undefined, note: undefined };

class Device {
	readonly doc: Y.Doc;
	readonly desks: RecordMap<Desk>;

	constructor(doc = new Y.Doc()) {
		this.doc = doc;
		this.desks = new RecordMap(doc, desks);
	}
}

function everyDesk(records: RecordMap<Desk>): Map<string, Desk> {
	return new Map(records.everything().map((desk) => [desk.id, desk]));
}

const anyEdit = fc.oneof(
	fc.tuple(fc.constant('name'), fc.constantFrom('Onthaal', 'Loket', undefined)),
	fc.tuple(fc.constant('places'), fc.constantFrom(0, 7, -1, 'veel', undefined)),
	fc.tuple(fc.constant('host'), fc.constantFrom(town, null, undefined)),
	fc.tuple(fc.constant('note'), fc.constantFrom('boven', undefined)),
	fc.tuple(fc.constant('removed'), fc.constantFrom(true, undefined)),
	fc.tuple(fc.constant('later'), fc.constantFrom('?', undefined))
);
interface Move {
	readonly device: number;
	readonly id: string;
	readonly does: 'add' | readonly [field: string, value: Stored | undefined];
	readonly meet: boolean;
}

const anyMove: fc.Arbitrary<Move> = fc.record({
	device: fc.nat(1),
	id: fc.constantFrom(...ids),
	does: fc.oneof(fc.constant('add' as const), anyEdit),
	meet: fc.boolean()
});

function play(device: Device, { id, does }: Move): void {
	if (does === 'add') device.desks.add(id, counter);
	else device.desks.edit(id, does[0], does[1]);
}

describe('the records of two devices', () => {
	property.prop([fc.array(anyMove, { maxLength: 30 })])(
		'are alike once they have met, and as somebody reads them who comes later',
		(moves) => {
			const devices = [new Device(), new Device()] as const;
			for (const move of moves) {
				play(devices[move.device]!, move);
				// Reading in between is what a cache can get wrong.
				for (const { desks } of devices) desks.all();
				if (move.meet) meet(devices[0].doc, devices[1].doc);
			}
			meet(devices[0].doc, devices[1].doc);
			const [tablet, phone] = devices.map(({ desks }) => everyDesk(desks));
			expect(tablet).toEqual(phone);
			expect(everyDesk(new Device(copyOf(devices[0].doc)).desks)).toEqual(tablet);
			// Agreeing is not enough: devices that drop everything agree, too.
			const added = moves.filter(({ does }) => does === 'add').map(({ id }) => id);
			expect(new Set(tablet?.keys())).toEqual(new Set(added));
		}
	);

	const anyFields = fc.record(
		{
			name: fc.constantFrom('Onthaal', 'Zitdag'),
			places: fc.nat(50),
			host: fc.constantFrom(town, null),
			note: fc.string({ maxLength: 5 })
		},
		{ requiredKeys: [] }
	);
	property.prop([anyFields, fc.subarray(['name', 'places', 'host', 'note'])])(
		'keep what either edited while apart, field by field',
		(edits, tablets) => {
			const [tablet, phone] = [new Device(), new Device()];
			tablet.desks.add('desk00000000000a', counter);
			meet(tablet.doc, phone.doc);
			for (const [field, value] of Object.entries(edits)) {
				const device = tablets.includes(field) ? tablet : phone;
				device.desks.edit('desk00000000000a', field, value);
			}
			meet(tablet.doc, phone.doc);
			for (const { desks } of [tablet, phone])
				expect(desks.get('desk00000000000a')).toMatchObject(edits);
		}
	);

	test('an edit made on the phone while the tablet removed the record is there when it is put back', () => {
		const [tablet, phone] = [new Device(), new Device()];
		tablet.desks.add('desk00000000000a', counter);
		meet(tablet.doc, phone.doc);
		tablet.desks.edit('desk00000000000a', 'removed', true);
		phone.desks.edit('desk00000000000a', 'name', 'Onthaal');
		meet(tablet.doc, phone.doc);
		expect(tablet.desks.all()).toEqual([]);
		expect(tablet.desks.get('desk00000000000a')).toMatchObject({ removed: true, name: 'Onthaal' });
		tablet.desks.edit('desk00000000000a', 'removed', undefined);
		expect(tablet.desks.all()).toMatchObject([{ name: 'Onthaal' }]);
	});
});

describe('a record', () => {
	property.prop([fc.array(anyMove, { maxLength: 20 })])(
		'is the same object until one of its own fields changes, and its change is told',
		(moves) => {
			const device = new Device();
			for (const id of ids) device.desks.add(id, counter);
			const told = new Set<string>();
			device.desks.observe((changed) => changed.forEach((id) => told.add(id)));
			for (const move of moves) {
				const before = new Map(ids.map((id) => [id, device.desks.get(id)]));
				told.clear();
				play(device, move);
				for (const id of ids) {
					const after = device.desks.get(id);
					if (id !== move.id) expect(after).toBe(before.get(id));
					if (after !== before.get(id)) expect(told).toContain(id);
				}
			}
		}
	);

	const anyDesk = fc.record({
		name: fc.string({ maxLength: 5 }),
		places: fc.nat(50),
		host: fc.constantFrom(town, null, undefined),
		note: fc.constantFrom('boven', undefined)
	});
	property.prop([anyDesk])('comes back as it was written, what is absent too', (desk) => {
		const device = new Device();
		device.desks.add('desk00000000000a', desk);
		const read = new Device(copyOf(device.doc)).desks.get('desk00000000000a');
		expect(read).toStrictEqual({ id: 'desk00000000000a', removed: false, ...desk });
	});

	test('is written once: whoever adds it again changes nothing and hears so', () => {
		const { desks } = new Device();
		expect(desks.add('desk00000000000a', counter)).toBe(true);
		expect(desks.add('desk00000000000a', { ...counter, name: 'Anders' })).toBe(false);
		expect(desks.get('desk00000000000a')?.name).toBe('Loket');
	});

	test('of a newer version is read as far as this one knows it, and stays whole', () => {
		const doc = new Y.Doc();
		doc.getMap('desks').set('desk00000000000a', [2, 'Loket', 2, null, 'boven', 'new field']);
		doc.getMap('desks+').set('desk00000000000a/newfield', { deep: true });
		const { desks } = new Device(doc);
		expect(desks.get('desk00000000000a')).toMatchObject({
			name: 'Loket',
			host: null,
			note: 'boven'
		});
		desks.edit('desk00000000000a', 'name', 'Onthaal');
		expect(doc.getMap('desks').get('desk00000000000a')).toEqual([
			2,
			'Loket',
			2,
			null,
			'boven',
			'new field'
		]);
		expect(doc.getMap('desks+').get('desk00000000000a/newfield')).toEqual({ deep: true });
	});

	test('that can’t be read is reported, stays as it is, and hides no other', () => {
		const doc = new Y.Doc();
		const { desks } = new Device(doc);
		desks.add('desk00000000000a', counter);
		for (const [id, row] of [
			['desk00000000000b', [1, 7]],
			['desk00000000000c', 'x'],
			['desk00000000000d', []]
		] as const) {
			doc.getMap('desks').set(id, row);
		}
		expect(desks.unreadable()).toEqual([
			'desk00000000000b',
			'desk00000000000c',
			'desk00000000000d'
		]);
		expect(desks.all().map(({ id }) => id)).toEqual(['desk00000000000a']);
		expect(doc.getMap('desks').get('desk00000000000b')).toEqual([1, 7]);
	});

	test.each(['Loket', 'desk', 'DESK00000000000B', '__proto__', '', 'desk/0000000000b'])(
		'under %j, which is no id, is reported, stays as it is, and is never shown',
		(id) => {
			const doc = new Y.Doc();
			const { desks } = new Device(doc);
			doc.getMap('desks').set(id, [1, 'Loket']);
			expect(desks.everything()).toEqual([]);
			expect(desks.get(id)).toBeNull();
			expect(desks.unreadable()).toEqual([id]);
			expect(doc.getMap('desks').get(id)).toEqual([1, 'Loket']);
		}
	);

	test('counts as edited while somebody’s edit is in force; being removed is no edit', () => {
		const { desks } = new Device();
		desks.add('desk00000000000a', counter);
		desks.edit('desk00000000000a', 'removed', true);
		expect(desks.isEdited('desk00000000000a')).toBe(false);
		desks.edit('desk00000000000a', 'places', 4);
		expect(desks.isEdited('desk00000000000a')).toBe(true);
		desks.edit('desk00000000000a', 'places', undefined);
		expect(desks.isEdited('desk00000000000a')).toBe(false);
	});
});
