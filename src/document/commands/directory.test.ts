// Faults that were planted and seen red: an own organisation made each time, or left behind by a new name; a contact added whole; a claim made again not followed when it is taken back.
import { describe, expect, test } from 'vitest';
import { seriesOn } from '#tests/support/any-command.ts';
import { type Device, Workshop } from '#tests/support/devices.ts';
import { autumn, people } from '#tests/support/named-ids.ts';
import { firstDates, planCoffee } from '#tests/support/planned-coffee.ts';
import { claim } from './claims.ts';
import { addPerson, change, changeContact, ownOrganisation, renameWorkspace } from './directory.ts';

describe('what is done to people', () => {
	test('two coordinators who write down a phone and a mail while apart keep both', () => {
		const workshop = new Workshop();
		const { tablet, phone } = workshop;
		const person = people[3]!;
		const write = (device: Device, phoneNumber: string, mail: string) =>
			device.history.run('contact', (step) =>
				changeContact(step, device.documents, person, { phone: phoneNumber, mail, note: '' })
			);
		write(tablet, '0470 00 00 00', '');
		write(phone, '', 'dra@example.org');
		workshop.sync();
		const both = { phone: '0470 00 00 00', mail: 'dra@example.org', removed: false };
		expect(tablet.documents.people.contacts.get(person)).toMatchObject(both);
		expect(tablet.history.undo()).toBe('changed-meanwhile');
		workshop.sync();
		expect(phone.history.undo()).toBe('undone');
		workshop.sync();
		write(tablet, '1', '2');
		expect(tablet.documents.people.contacts.all()).toMatchObject([{ phone: '1', mail: '2' }]);
	});

	test('an undo tells what it undid, and nothing twice', () => {
		const { tablet } = new Workshop();
		const { directory } = tablet.documents;
		const record = { name: 'Eva', qualifications: [], organisation: null, staff: false };
		const eva = tablet.history.run('add', (step) => addPerson(step, tablet.documents, record));
		tablet.history.run('rename', (step) =>
			change(step, directory.doc, directory.people, eva, { name: 'Eva B.' })
		);
		tablet.history.run('nothing', (step) =>
			change(step, directory.doc, directory.people, eva, { name: 'Eva B.' })
		);
		expect(tablet.history.undoable).toBe('rename');
		expect([tablet.history.undo(), tablet.history.redoable]).toEqual(['undone', 'rename']);
		expect(directory.people.get(eva)?.name).toBe('Eva');
		tablet.history.undo();
		expect(directory.people.get(eva)?.removed).toBe(true);
		tablet.history.redo();
		tablet.history.redo();
		expect(directory.people.get(eva)).toMatchObject({ removed: false, name: 'Eva B.' });
		expect(tablet.history.redo()).toBeNull();
	});

	test('a claim that is taken back and made again is a new one, at the end of the row', () => {
		const workshop = new Workshop();
		const { tablet } = workshop;
		planCoffee(tablet);
		const [first] = firstDates(tablet, 1);
		const need = seriesOn(tablet.documents)[0]!.needs[0]!.id;
		const made = tablet.history.run('claim', (step) =>
			claim(step, autumn, first!, need, people[0]!)
		);
		tablet.history.undo();
		tablet.history.redo();
		workshop.sync();
		const { ledger } = tablet.documents.season(autumn);
		const claims = ledger.entries.flatMap((entry) =>
			entry.kind === 'event' && entry.event.kind === 'claim' ? [entry.event.id] : []
		);
		expect(claims).toHaveLength(2);
		expect(claims[0]).toBe(made);
	});
});

describe('the organisation that stands for the workspace itself', () => {
	test('is made once, found again, and follows the name of the workspace', () => {
		const { tablet } = new Workshop();
		const { documents, history } = tablet;
		const own = () => history.run('own', (step) => ownOrganisation(step, documents));
		history.run('name', (step) => renameWorkspace(step, documents, 'De Brug'));
		const made = own();
		expect(own()).toBe(made);
		history.run('name', (step) => renameWorkspace(step, documents, 'De Brug en Leie'));
		expect(documents.directory.organisations.all()).toMatchObject([{ name: 'De Brug en Leie' }]);
		expect(own()).toBe(made);
		history.undo();
		expect(documents.directory.organisations.get(made)?.name).toBe('De Brug');
	});

	test('is the same on both devices, though each made one while apart', () => {
		const workshop = new Workshop();
		const own = ({ documents, history }: Device) =>
			history.run('own', (step) => ownOrganisation(step, documents));
		for (const device of [workshop.tablet, workshop.phone]) own(device);
		workshop.sync();
		expect(own(workshop.tablet)).toBe(own(workshop.phone));
	});
});
