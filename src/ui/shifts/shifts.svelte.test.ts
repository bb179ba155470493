import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { claim, wordOf } from '#document/commands/claims.ts';
import type { Claim } from '#domain/claims/event.ts';
import { EventId } from '#domain/ids.ts';
import { type Day, addDays } from '#domain/time/day.ts';
import { fakeDevice } from '#tests/support/fake-device.ts';
import { type MyExample, myExample } from '#tests/support/my-example.ts';
import { idNamed } from '#tests/support/named-ids.ts';
import { onDevice } from '#tests/support/on-device.ts';
import type { MyShift } from '#views/shifts.ts';
import MyShiftsPage from './MyShiftsPage.svelte';
import OpenShiftsPage from './OpenShiftsPage.svelte';
import { filtered, readFilter } from './shift-lists.ts';

const tuesday = '2026-11-24' as Day;
let mine: MyExample;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T07:00:00+01:00') });
	await page.viewport(390, 844);
	mine = await myExample(tuesday);
});

afterEach(async () => {
	vi.useRealTimers();
	await mine.workspace.connection.close();
});

function openPage() {
	const { device } = fakeDevice({});
	return onDevice(MyShiftsPage, {}, device, mine.workspace);
}

function openOpenPage(asked = new URLSearchParams(), onask: (query: string) => void = vi.fn()) {
	const { device } = fakeDevice({});
	return onDevice(OpenShiftsPage, { asked, onask }, device, mine.workspace);
}

function myShifts(): MyShift[] {
	const { planning, member } = mine.workspace;
	return planning.shiftsOf(member.person, tuesday, addDays(tuesday, 90));
}

function openOnes() {
	const { planning, member, documents } = mine.workspace;
	return planning.openShifts(
		documents.directory.people.get(member.person)!,
		tuesday,
		addDays(tuesday, 90)
	);
}

const confirmed = () => myShifts().filter(({ standing }) => standing.status === 'confirmed');
const cards = () => [...document.querySelectorAll('article')];
/** What is read: where a word may be broken is not. */
const read = (element: Element | null | undefined) =>
	element?.textContent.replaceAll('\u00ad', '') ?? '';
const cardWith = (words: string) => cards().find((card) => read(card).includes(words));
const taken = () => document.querySelector('[id^="open-"]')!;
const ownCards = () => [...document.querySelectorAll('[id^="mine-"] article')];

test('she is greeted by her first name and sees when, where and with whom she comes', async () => {
	const { documents, member } = mine.workspace;
	const name = documents.directory.people.get(member.person)!.name;
	const screen = await openPage();
	const greeting = screen.getByRole('heading', { level: 1 });
	await expect.element(greeting).toHaveTextContent(`Dag ${name.split(' ')[0]!}`);
	const [first] = confirmed();
	const venue = documents.directory.venues.get(first!.occurrence.venue!)!;
	await expect.poll(() => cardWith(venue.name)?.textContent).toContain('Bevestigd');
	expect(cardWith(venue.name)?.textContent).toContain(venue.entrance);
});

test('who was erased is called as coordinators see her, and not as somebody whose name is on its way', async () => {
	const { documents, member } = mine.workspace;
	await openPage();
	await expect.poll(() => cards().map(read).join()).toContain('samen met');
	const records = documents.directory.doc.getMap('people');
	documents.directory.doc.transact(() => {
		for (const id of records.keys()) if (id !== member.person) records.delete(id);
	});
	await expect.poll(() => cards().map(read).join()).toContain('samen met Niet bekend');
	expect(cards().map(read).join()).not.toContain('…');
});

test('one tap gives a place back at once; why may follow, and goes to the coordinator alone', async () => {
	const screen = await openPage();
	const before = confirmed();
	const known = new Set(mine.workspace.documents.lane.all().map(({ id }) => id));
	await screen
		.getByRole('button', { name: /^Ik kan toch niet/ })
		.first()
		.click();
	await expect.element(screen.getByText('Je bent uitgeschreven')).toBeVisible();
	expect(confirmed()).toHaveLength(before.length - 1);

	await screen.getByLabelText('Wil je zeggen waarom?').fill('Ik moet naar de dokter');
	await screen.getByRole('button', { name: 'Geef door' }).click();
	await expect.element(screen.getByText('Doorgegeven aan je coördinator.')).toBeVisible();
	mine.settle();
	const { lane, directory } = mine.workspace.documents;
	const { ledger } = mine.workspace.documents.season(directory.seasons.all()[0]!.id);
	const [first] = lane.all().filter(({ id, kind }) => kind === 'withdrawal' && !known.has(id));
	expect(wordOf(lane, first!.id)).toBe('Ik moet naar de dokter');
	expect(ledger.event(first!.id)).toMatchObject({ word: '' });
	expect(confirmed()).toHaveLength(before.length - 1);
});

test('who changes her mind is back in the row with one tap', async () => {
	const screen = await openPage();
	await screen
		.getByRole('button', { name: /^Ik kan toch niet/ })
		.first()
		.click();
	await screen
		.getByRole('button', { name: /^Ik kom toch:/ })
		.first()
		.click();
	await expect.element(screen.getByText('Aangevraagd, bewaard op dit toestel')).toBeVisible();
	expect(document.activeElement?.id).toMatch(/^mine-/);
	mine.settle();
	await expect.poll(() => document.body.textContent).not.toContain('Aangevraagd');
});

test('“Ik kom” answers in the card itself, and the shift stands among her own at once', async () => {
	const screen = await openPage();
	const before = ownCards().length;
	const wanted = openOnes().find(({ free }) => free > 0)!;
	await screen
		.getByRole('button', { name: /^Ik kom:/ })
		.first()
		.click();
	const key = `${wanted.occurrence.id}/${wanted.need.id}`;
	const card = () => read(document.getElementById(`open-${key}`));
	const own = () => read(document.getElementById(`mine-${key}`));
	await expect.poll(card).toContain('Gekozen');
	expect(own()).toContain('Aangevraagd, bewaard op dit toestel');
	for (const said of [card(), own()]) expect(said).toContain(wanted.occurrence.title);
	expect(ownCards()).toHaveLength(before + 1);
	expect(own()).toContain('Ik kan toch niet');
	expect(card()).not.toContain('Ik kan toch niet');
	expect(card()).toContain('Bekijk bij mijn shiften');
	mine.settle();
	await expect.poll(own).toContain('Bevestigd');
	expect(card()).toContain('Je plaats staat vast.');
});

test('what she taps stays under her finger while her shift comes among her own', async () => {
	await openPage();
	// Not every phone's browser holds on to what is looked at by itself.
	document.documentElement.style.overflowAnchor = 'none';
	taken().scrollIntoView({ block: 'center' });
	const topOf = () => taken().getBoundingClientRect().top;
	const before = topOf();
	taken().querySelector('button')!.click();
	await expect.poll(() => read(taken())).toContain('Gekozen');
	await expect.poll(() => Math.abs(topOf() - before)).toBeLessThan(2);
	document.documentElement.style.overflowAnchor = '';
});

test('what she gives back among her own answers there, and asks nothing twice', async () => {
	const screen = await openPage();
	taken().querySelector('button')!.click();
	const key = taken().id.slice('open-'.length);
	const own = () => document.getElementById(`mine-${key}`)!;
	await expect.poll(() => own()).not.toBeNull();
	vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_000);
	own().querySelector('button')!.click();
	vi.restoreAllMocks();
	await expect.poll(() => read(own())).toContain('Je bent uitgeschreven');
	expect(screen.getByText('Je bent uitgeschreven').elements()).toHaveLength(1);
	expect(document.getElementById(`open-${key}`)).toBeNull();
});

test('where only open shifts stand a second tap undoes nothing, and what is given back can be taken again', async () => {
	const screen = await openOpenPage();
	const wanted = openOnes().find(({ free }) => free > 0)!;
	const card = () => document.getElementById(`open-${wanted.occurrence.id}/${wanted.need.id}`)!;
	const begun = performance.now();
	const clock = vi.spyOn(performance, 'now').mockReturnValue(begun);
	await screen
		.getByRole('button', { name: /^Ik kom:/ })
		.first()
		.click();
	await expect.poll(() => read(card())).toContain('Gekozen');
	card().querySelector('button')!.click();
	expect(read(card())).toContain('Gekozen');

	clock.mockReturnValue(begun + 1_050);
	card().querySelector('button')!.click();
	vi.restoreAllMocks();
	await expect.poll(() => read(card())).toContain('Je bent uitgeschreven');
	expect(screen.getByText('Je bent uitgeschreven').elements()).toHaveLength(1);
	await screen.getByRole('button', { name: /^Ik kom toch:/ }).click();
	await expect.poll(() => read(card())).toContain('Gekozen');
	expect(document.activeElement).toBe(card());
});

test('a double of her own claim shows nothing twice', async () => {
	const { workspace } = mine;
	const before = myShifts().length;
	const [first] = confirmed();
	const season = workspace.seasonOf(first!.occurrence.series)!;
	workspace.do('claim', (step) =>
		claim(step, season, first!.occurrence.id, first!.need.id, workspace.member.person)
	);
	mine.settle();
	const screen = await openPage();
	await expect.element(screen.getByText('Deze week').first()).toBeVisible();
	const own = () => document.querySelectorAll('section:not(.help) article');
	await expect.poll(() => own().length).toBe(before);
});

test('somebody who was put in a shift reads by whom', async () => {
	const { workspace, people } = mine;
	const coordinator = people.find(({ role }) => role === 'coordinator')!;
	const wanted = openOnes().find(({ free }) => free > 0)!;
	const season = workspace.seasonOf(wanted.occurrence.series)!;
	const event: Claim = {
		...{ kind: 'claim', id: idNamed(EventId, 'assigned'), season, madeAt: 1 },
		...{ occurrence: wanted.occurrence.id, need: wanted.need.id },
		...{ person: workspace.member.person, by: coordinator.person }
	};
	workspace.documents
		.season(season)
		.ledger.write([{ kind: 'event', lane: coordinator.person, event }], 0);
	const name = workspace.documents.directory.people.get(coordinator.person)!.name;
	const screen = await openPage();
	await expect.element(screen.getByText(`${name.split(' ')[0]!} schreef je in.`)).toBeVisible();
});

test('a date that is called off says so, and asks nothing of her', async () => {
	const { workspace } = mine;
	const [first] = confirmed();
	const { occurrence } = first!;
	const { plan } = workspace.documents.season(workspace.seasonOf(occurrence.series)!);
	plan.doc.transact(() => plan.changes.edit(occurrence.id, 'cancelled', true));
	await openPage();
	const card = () => cardWith('Gaat niet door');
	await expect.poll(() => card()?.textContent).toContain('Je hoeft niet te komen.');
	expect(card()?.querySelector('button')).toBeNull();
});

test('a series that was removed leaves a card that explains, until she puts it away', async () => {
	const { workspace } = mine;
	const [first] = confirmed();
	const { series } = first!.occurrence;
	const { plan } = workspace.documents.season(workspace.seasonOf(series)!);
	plan.doc.transact(() => plan.series.edit(series, 'removed', true));
	const screen = await openPage();
	await expect.element(screen.getByText('Bestaat niet meer').first()).toBeVisible();
	const many = cards().filter(({ textContent }) =>
		textContent.includes('Bestaat niet meer')
	).length;
	await screen.getByRole('button', { name: 'Begrepen, haal weg' }).first().click();
	await expect
		.poll(
			() => cards().filter(({ textContent }) => textContent.includes('Bestaat niet meer')).length
		)
		.toBe(many - 1);
});

test('open shifts follow the filter of the address, and changing it changes the address', async () => {
	const [place] = mine.workspace.documents.directory.neighbourhoods.all();
	const asked = new URLSearchParams({ buurt: place!.id });
	const onask = vi.fn();
	const shown = await openOpenPage(asked, onask);
	const expected = filtered(openOnes(), readFilter(asked)).length;
	await expect.poll(() => cards().length).toBe(Math.min(12, expected));

	await shown.getByLabelText('Moment').selectOptions('Avond');
	expect(onask).toHaveBeenLastCalledWith(`?buurt=${place!.id}&moment=evening`);
});
