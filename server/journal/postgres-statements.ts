/** A statement that each connection prepares once, under its name. */
export interface Statement {
	readonly name: string;
	readonly text: string;
}

/**
 * Updates travel as one value, one after the other, and are cut out of it by length: an array of byte strings
 * would be written as text, twice as long.
 *
 * Documents are locked in the order of their names, whatever else is in the batch: whoever waits for a lock
 * then only ever waits for somebody further on, so that no circle of waiting can arise.
 *
 * $1 names, each once · $2 how many updates each gets · then of each update: $3 its document · $4 how many
 * come after it in that document · $5 where it begins, from 1 · $6 its length · $7 its checksum · $8 all updates
 */
export const append: Statement = {
	name: 'append',
	text: `
		WITH grown AS (
			INSERT INTO document AS known (name, last_position)
			SELECT name, count FROM unnest($1::text[], $2::bigint[]) AS asked (name, count)
			ORDER BY name COLLATE "C"
			ON CONFLICT (name) DO UPDATE SET last_position = known.last_position + EXCLUDED.last_position
			RETURNING id, name, last_position
		), kept AS (
			INSERT INTO log (document, position, body, crc)
			SELECT id, last_position - behind, substring($8::bytea FROM start FOR size), crc
			FROM unnest($3::text[], $4::bigint[], $5::int[], $6::int[], $7::bigint[])
				AS entry (name, behind, start, size, crc)
			JOIN grown USING (name)
		)
		SELECT name, last_position FROM grown`
};

/** One statement sees one moment: never a snapshot of before a fold with a tail of after it. */
export const load: Statement = {
	name: 'load',
	text: `
		WITH asked AS (SELECT id, last_position FROM document WHERE name = $1)
		SELECT 'end' AS part, last_position AS position, NULL::bytea AS body, NULL::bigint AS crc FROM asked
		UNION ALL
		SELECT 'snapshot', up_to, body, crc FROM snapshot JOIN asked ON document = id WHERE up_to > $2
		UNION ALL
		SELECT 'update', position, body, crc FROM log JOIN asked ON document = id WHERE position > $2`
};

/**
 * $1 names · of each state: $2 up to where · $3 where it begins, from 1 · $4 its length · $5 its checksum ·
 * $6 all states. Two relays that fold one document at once: the later waits at the row of the snapshot, and
 * changes nothing when the earlier knew more. The lock on the document holds up nobody who appends; it
 * keeps the document from being erased halfway, which would leave a snapshot of nothing.
 */
export const fold: Statement = {
	name: 'fold',
	text: `
		WITH known AS MATERIALIZED (
			SELECT id, name FROM document WHERE name = ANY($1) ORDER BY name FOR KEY SHARE
		), put AS (
			INSERT INTO snapshot AS earlier (document, up_to, body, crc)
			SELECT id, up_to, substring($6::bytea FROM start FOR size), crc
			FROM unnest($1::text[], $2::bigint[], $3::int[], $4::int[], $5::bigint[])
				AS asked (name, up_to, start, size, crc)
			JOIN known USING (name)
			ORDER BY id
			ON CONFLICT (document) DO UPDATE
				SET up_to = EXCLUDED.up_to, body = EXCLUDED.body, crc = EXCLUDED.crc
				WHERE earlier.up_to <= EXCLUDED.up_to
			RETURNING document, up_to
		)
		DELETE FROM log USING put WHERE log.document = put.document AND log.position <= put.up_to`
};

/** Of several relays that meet the same damage, one moves the row and reports it; the others pass over it. */
export const setUpdateAside: Statement = {
	name: 'set-update-aside',
	text: `
		WITH damaged AS (
			SELECT log.ctid FROM log JOIN document ON document.id = log.document
			WHERE document.name = $1 AND log.position = ANY($2::bigint[])
			FOR UPDATE OF log SKIP LOCKED
		), gone AS (
			DELETE FROM log WHERE ctid IN (SELECT ctid FROM damaged) RETURNING position, body, crc
		)
		INSERT INTO set_aside (document, position, part, body, crc)
		SELECT $1, position, 'update', body, crc FROM gone
		RETURNING position`
};

/** As `setUpdateAside`. $2 the place of the snapshot that was read: a newer one stays. */
export const setSnapshotAside: Statement = {
	name: 'set-snapshot-aside',
	text: `
		WITH damaged AS (
			SELECT snapshot.ctid FROM snapshot JOIN document ON document.id = snapshot.document
			WHERE document.name = $1 AND snapshot.up_to = ANY($2::bigint[])
			FOR UPDATE OF snapshot SKIP LOCKED
		), gone AS (
			DELETE FROM snapshot WHERE ctid IN (SELECT ctid FROM damaged) RETURNING up_to, body, crc
		)
		INSERT INTO set_aside (document, position, part, body, crc)
		SELECT $1, up_to, 'snapshot', body, crc FROM gone
		RETURNING position`
};

/** A document that somebody only expected to be empty has a row and no position. */
export const positions: Statement = {
	name: 'positions',
	text: 'SELECT name, last_position FROM document WHERE name = ANY($1::text[]) AND last_position > 0'
};

/** In the order of bytes, names with a prefix lie side by side, from the prefix itself to the last that begins so. */
export const documents: Statement = {
	name: 'documents',
	text: `
		SELECT name FROM document
		WHERE name >= $1 AND name <= $1 || chr(1114111) AND last_position > 0
		ORDER BY name`
};

/** Holds back whoever writes these documents; the statements after it see all that was written before. */
export const lock: Statement = {
	name: 'lock',
	text: 'SELECT FROM document WHERE name = ANY($1::text[]) ORDER BY name FOR UPDATE'
};

export const erase: Statement = {
	name: 'erase',
	text: `
		WITH gone AS (
			DELETE FROM document WHERE name = ANY($1::text[]) RETURNING id
		), updates AS (
			DELETE FROM log WHERE document IN (SELECT id FROM gone)
		)
		DELETE FROM snapshot WHERE document IN (SELECT id FROM gone)`
};

export const dropSetAside: Statement = {
	name: 'drop-set-aside',
	text: 'DELETE FROM set_aside WHERE document = ANY($1::text[])'
};

/** How many documents there are, and how much room the whole database takes. */
export const look: Statement = {
	name: 'look',
	text: `
		SELECT (SELECT count(*) FROM document WHERE last_position > 0) AS documents,
			pg_database_size(current_database()) AS bytes`
};
