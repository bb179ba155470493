/** What lies on the disk or in the database was written by a relay that is newer than this one. */
export class NewerSchema extends Error {
	override readonly name = 'NewerSchema';
	readonly code = 'newer-schema';

	/** `of`: what it is, as `The journal`. */
	constructor(of: string, found: number, known: number) {
		super(
			`${of} was written by a newer Draaiboek (version ${found}, this one knows ${known}): update the relay`
		);
	}
}
