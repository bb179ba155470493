/** No relay has ever kept anything there. */
export class NothingThere extends Error {
	override readonly name = 'NothingThere';
	readonly code = 'nothing-there';
}

/** What lies there was written by another Draaiboek, and can't be read by this one as it is. */
export class OtherVersion extends Error {
	override readonly name = 'OtherVersion';
	readonly code = 'other-version';
	readonly than: 'newer' | 'older';

	constructor(than: 'newer' | 'older') {
		super(`it was written by a Draaiboek that is ${than}`);
		this.than = than;
	}
}

/** A file of that name exists, and nobody said that it may go. */
export class FileExists extends Error {
	override readonly name = 'FileExists';
	readonly code = 'file-exists';
}

/** The folder in which a file should come is not there. */
export class FolderMissing extends Error {
	override readonly name = 'FolderMissing';
	readonly code = 'folder-missing';
}

/** The file can't be used as a backup; the message says why and what helps. */
export class NotABackup extends Error {
	override readonly name = 'NotABackup';
	readonly code:
		'backup-missing' | 'not-a-backup' | 'backup-damaged' | 'backup-newer' | 'list-not-read';

	constructor(code: NotABackup['code'], message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** What was read back is not what was written: the disk, or the database, does not keep what it is given. */
export class NotEqual extends Error {
	override readonly name = 'NotEqual';
	readonly code = 'not-equal';
}

/** There is something where a backup is to be put back: nothing is ever written over. */
export class NotEmpty extends Error {
	override readonly name = 'NotEmpty';
	readonly code = 'not-empty';
}

/** A relay, or somebody else who puts a backup back, works in that database. */
export class DatabaseInUse extends Error {
	override readonly name = 'DatabaseInUse';
	readonly code = 'database-in-use';
}

/** There is nobody of that id to be erased, or she may not go yet; the message says why and what helps. */
export class NobodyToErase extends Error {
	override readonly name = 'NobodyToErase';
	readonly code: 'workspace-unknown' | 'person-unknown' | 'last-coordinator';

	constructor(code: NobodyToErase['code'], message: string) {
		super(message);
		this.code = code;
	}
}
