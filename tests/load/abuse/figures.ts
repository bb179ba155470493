/** Opens the relay's own figures. */
export const statusToken = 'bench-abuse-reads-figures';

/** How many steps to the disk took a relay longer than `ms` so far, one of the bounds at which it counts them itself. */
export async function slowSteps(port: number, ms: number): Promise<number> {
	const text = await figures(port);
	const quick = figure(text, `commit_seconds_bucket{le="${ms / 1_000}"}`);
	return figure(text, 'commit_seconds_count') - quick;
}

/** Answers once a relay has folded a log. */
export async function hasFolded(port: number): Promise<void> {
	while (figure(await figures(port), 'fold_seconds_count') === 0)
		await new Promise((resolve) => setTimeout(resolve, 100));
}

async function figures(port: number): Promise<string> {
	const headers = { authorization: `Bearer ${statusToken}` };
	const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
	return response.text();
}

function figure(text: string, name: string): number {
	const line = text.split('\n').find((one) => one.startsWith(`draaiboek_${name} `));
	if (line === undefined) throw new Error(`the relay does not tell ${name}`);
	return Number(line.split(' ').at(-1));
}
