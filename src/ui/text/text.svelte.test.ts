import { afterAll, expect, test } from 'vitest';
import { Text } from './text.svelte.ts';

afterAll(() => void (document.documentElement.lang = 'nl'));

function memory(kept: Record<string, string> = {}) {
	const map = new Map(Object.entries(kept));
	return {
		getItem: (key: string) => map.get(key) ?? null,
		setItem: (key: string, value: string) => void map.set(key, value)
	};
}

test('a chosen language is spoken at once, next time too, and told to screen readers', () => {
	const device = memory();
	new Text(device).speak('fr');
	expect(document.documentElement.lang).toBe('fr');
	expect(new Text(device).current.common.save).toBe('Enregistrer');
});

test('a device that refuses to remember still switches', () => {
	const refusing = {
		getItem: () => {
			throw new Error('SecurityError');
		},
		setItem: () => {
			throw new Error('QuotaExceededError');
		}
	};
	const text = new Text(refusing);
	text.speak('en');
	expect(text.current.common.save).toBe('Save');
});

test('a language that nobody knows is Dutch', () => {
	expect(new Text(memory({ 'draaiboek.language': 'tlh' })).language).toBe('nl');
});
