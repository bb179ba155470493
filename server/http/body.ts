import type { IncomingMessage } from 'node:http';

/** The whole body as parsed JSON, or why not. Reads no further than `maxBytes`. */
export async function readJson(
	request: IncomingMessage,
	maxBytes: number
): Promise<{ readonly value: unknown } | 'too-large' | 'malformed-request'> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > maxBytes) return 'too-large';
		chunks.push(chunk);
	}
	return parsed(Buffer.concat(chunks).toString('utf8'));
}

function parsed(text: string): { readonly value: unknown } | 'malformed-request' {
	if (text === '') return { value: {} };
	try {
		return { value: JSON.parse(text) };
	} catch {
		return 'malformed-request';
	}
}
