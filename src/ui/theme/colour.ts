/*
 * What eyes make of the colours in tokens.css: the measures with which contrast.test.ts checks them.
 */

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** How strongly two colours (`#rrggbb`) differ in light, 1 to 21: WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The smallest difference between any two colours, in OKLab, to the eyes that tell them apart worst. */
export function leastDifference(colours: readonly string[]): number {
	const seen = eyes.map((eye) => colours.map((colour) => oklab(times(eye, linear(colour)))));
	const differences = seen.flatMap((labs) =>
		labs.flatMap((lab, at) => labs.slice(at + 1).map((other) => distance(lab, other)))
	);
	return Math.min(...differences);
}

/** Full-colour sight, then protanopia, deuteranopia and tritanopia: Machado, Oliveira, Fernandes (2009). */
const eyes: readonly Matrix[] = [
	[
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	[
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	[
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	[
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
];

const toCones: Matrix = [
	[0.4122214708, 0.5363325363, 0.0514459929],
	[0.2119034982, 0.6806995451, 0.1073969566],
	[0.0883024619, 0.2817188376, 0.6299787005]
];

const toLab: Matrix = [
	[0.2104542553, 0.793617785, -0.0040720468],
	[1.9779984951, -2.428592205, 0.4505937099],
	[0.0259040371, 0.7827717662, -0.808675766]
];

function luminance(colour: string): number {
	return dot([0.2126, 0.7152, 0.0722], linear(colour));
}

function linear(colour: string): Triple {
	const channel = (at: number) => unbend(Number.parseInt(colour.slice(at, at + 2), 16) / 255);
	return [channel(1), channel(3), channel(5)];
}

function unbend(value: number): number {
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function oklab(rgb: Triple): Triple {
	const [l, m, s] = times(toCones, rgb);
	return times(toLab, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
}

function times([a, b, c]: Matrix, by: Triple): Triple {
	return [dot(a, by), dot(b, by), dot(c, by)];
}

function dot(a: Triple, b: Triple): number {
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function distance(a: Triple, b: Triple): number {
	return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
