import { createSubscriber } from 'svelte/reactivity';

const minuteMs = 60_000;

const eachMinute = createSubscriber((update) => {
	const timer = setInterval(update, minuteMs);
	// A phone that slept in a pocket wakes up on another day.
	document.addEventListener('visibilitychange', update);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', update);
	};
});

/** Milliseconds since 1970; read in a component or `$derived` it goes on by the minute. */
export function now(): number {
	eachMinute();
	return Date.now();
}
