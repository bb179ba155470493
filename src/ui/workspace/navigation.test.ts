import { expect, test } from 'vitest';
import { door } from '../text/door.ts';
import { homeOf, isForCoordinators, navigation } from './navigation.ts';

const at = (role: 'coordinator' | 'partner' | 'volunteer', path = '/w/abc/shiften') =>
	navigation('abc', role, path, door.nl.nav);

test('a volunteer finds two things, a coordinator five', () => {
	expect(at('volunteer').map(({ label }) => label)).toEqual(['Mijn shiften', 'Open shiften']);
	expect(at('coordinator').map(({ label }) => label)).toEqual([
		'Week',
		'Mijn shiften',
		'Locaties',
		'Mensen',
		'Instellingen'
	]);
});

test('the section in which a person is, is marked; also deeper in it', () => {
	const current = (path: string) =>
		at('coordinator', path).flatMap(({ label, current }) => (current ? [label] : []));
	expect(current('/w/abc/week/2026-W48')).toEqual(['Week']);
	expect(current('/w/abc/mensen')).toEqual(['Mensen']);
	expect(current('/w/abc/open')).toEqual([]);
});

test('coordinators begin with the week, the others with their shifts', () => {
	expect(homeOf('abc', 'coordinator')).toBe('/w/abc/week');
	expect(homeOf('abc', 'partner')).toBe('/w/abc/shiften');
	expect(isForCoordinators('abc', '/w/abc/week/2026-W48')).toBe(true);
	expect(isForCoordinators('abc', '/w/abc/open')).toBe(false);
});
