/** Well formed, found by the fuzz, and it throws inside Yjs: it names neighbours that can't be. */
export const poison = new Uint8Array([
	...[
		1, 5, 7, 0, 33, 1, 1, 109, 1, 97, 1, 1, 1, 1, 116, 1, 132, 7, 1, 2, 98, 99, 196, 7, 1, 7, 18, 1
	],
	...[120, 168, 7, 0, 1, 125, 2, 1, 7, 0]
]);
