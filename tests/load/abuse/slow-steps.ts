/** Opens the relay's own figures. */
export const statusToken = 'bench-abuse-reads-figures';

/** How many steps to the disk took a relay longer than 100 ms so far, as its own figures say. */
export async function slowSteps(port: number): Promise<number> {
	const headers = { authorization: `Bearer ${statusToken}` };
	const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
	const text = await response.text();
	return figure(text, 'commit_seconds_count') - figure(text, 'commit_seconds_bucket{le="0.1"}');
}

function figure(text: string, name: string): number {
	const line = text.split('\n').find((one) => one.startsWith(`draaiboek_${name} `));
	if (line === undefined) throw new Error(`the relay does not tell ${name}`);
	return Number(line.split(' ').at(-1));
}
