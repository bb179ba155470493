import { NewerSchema } from '../newer-schema.ts';

/** Every table, in an order in which they can be filled. */
export const accountTables = [
	'workspace',
	'member',
	'device',
	'invitation',
	'audit',
	'erased'
] as const;

/** The columns of all of them that hold numbers: PostgreSQL gives large ones as text. */
export const numberColumns: readonly string[] = [
	...['founded_at', 'revision', 'joined_at', 'last_seen_at', 'withdrawn_at', 'expires_at'],
	...['wrong_secrets', 'at', 'made_at', 'done_at', 'brought_back_at']
];

/** How a database calls what the schema needs: an instant in milliseconds does not fit PostgreSQL's INTEGER. */
export interface Dialect {
	readonly text: string;
	readonly integer: string;
	/** What stands behind each table. */
	readonly ending: string;
	/** What makes the database keep no samples of a text, where they would outlive what is erased. */
	readonly unsampled: (table: string, column: string) => readonly string[];
}

/**
 * The statements that bring accounts of version `from` (0: none yet, or a file from before versions were
 * written down) to the present one. Throws `NewerSchema`.
 */
export function upgrade(from: number, dialect: Dialect): readonly string[] {
	if (from > versions.length) throw new NewerSchema('The list of accounts', from, versions.length);
	return versions.slice(from).flatMap((statements) => statements(dialect));
}

type Version = (dialect: Dialect) => readonly string[];

/** Each version adds to the one before: what stands here is in use, and never changes. */
const versions: readonly Version[] = [first, trail, erasing, bringingBack, forgetting];

/** The version that `upgrade` leads to. */
export const schemaVersion = versions.length;

function first({ text, integer, ending }: Dialect): readonly string[] {
	return [
		`CREATE TABLE IF NOT EXISTS workspace (id ${text} PRIMARY KEY, founded_at ${integer} NOT NULL)${ending}`,
		`CREATE TABLE IF NOT EXISTS member (
			workspace ${text} NOT NULL,
			person ${text} NOT NULL,
			role ${text} NOT NULL,
			organisations ${text} NOT NULL DEFAULT '[]',
			PRIMARY KEY (workspace, person)
		)${ending}`,
		`CREATE TABLE IF NOT EXISTS device (
			id ${text} PRIMARY KEY,
			workspace ${text} NOT NULL,
			person ${text} NOT NULL,
			session ${text} NOT NULL,
			label ${text} NOT NULL,
			joined_at ${integer} NOT NULL,
			last_seen_at ${integer} NOT NULL,
			withdrawn_at ${integer}
		)${ending}`,
		'CREATE INDEX IF NOT EXISTS device_of_session ON device (session)',
		'CREATE INDEX IF NOT EXISTS device_of_workspace ON device (workspace)',
		`CREATE TABLE IF NOT EXISTS invitation (
			id ${text} PRIMARY KEY,
			workspace ${text} NOT NULL,
			person ${text},
			role ${text} NOT NULL,
			secret ${text} NOT NULL,
			expires_at ${integer} NOT NULL,
			used_by ${text}
		)${ending}`,
		'CREATE INDEX IF NOT EXISTS invitation_of_workspace ON invitation (workspace)'
	];
}

/** Who did what, a number that rises with it, and guesses at an invitation. */
function trail({ text, integer, ending }: Dialect): readonly string[] {
	return [
		`ALTER TABLE workspace ADD COLUMN revision ${integer} NOT NULL DEFAULT 0`,
		'CREATE INDEX workspace_by_revision ON workspace (revision)',
		`ALTER TABLE invitation ADD COLUMN invited_by ${text}`,
		`ALTER TABLE invitation ADD COLUMN wrong_secrets ${integer} NOT NULL DEFAULT 0`,
		`CREATE TABLE audit (
			workspace ${text} NOT NULL,
			revision ${integer} NOT NULL,
			kind ${text} NOT NULL,
			at ${integer} NOT NULL,
			made_at ${integer},
			done_by ${text},
			person ${text},
			device ${text},
			role ${text},
			PRIMARY KEY (workspace, revision)
		)${ending}`,
		'CREATE INDEX audit_by_age ON audit (at)'
	];
}

/** Whom nobody may know any more: an id, and when. Never emptied, for an old backup would bring her back. */
function erasing({ text, integer, ending }: Dialect): readonly string[] {
	return [
		`CREATE TABLE erased (
			workspace ${text} NOT NULL,
			person ${text} NOT NULL,
			at ${integer} NOT NULL,
			done_at ${integer},
			PRIMARY KEY (workspace, person)
		)${ending}`
	];
}

/** When somebody who had not heard of it last brought something back of whoever was erased. */
function bringingBack({ integer }: Dialect): readonly string[] {
	return [`ALTER TABLE erased ADD COLUMN brought_back_at ${integer}`];
}

/** Of the words that somebody gave her device nothing may be left elsewhere. */
function forgetting({ unsampled }: Dialect): readonly string[] {
	return unsampled('device', 'label');
}
