import pg from 'pg';

/** A corner of a PostgreSQL database that nobody else uses. */
export interface PostgresSchema {
	readonly connectionString: string;
	remove(): Promise<void>;
}

let made = 0;

/** Makes an empty corner in the database at `connectionString`, so that tests leave nothing to one another. */
export async function freshSchema(connectionString: string): Promise<PostgresSchema> {
	const name = `test_${process.pid}_${Date.now()}_${++made}`;
	await tell(connectionString, `CREATE SCHEMA ${name}`);
	const url = new URL(connectionString);
	url.searchParams.set('options', `-c search_path=${name}`);
	return {
		connectionString: url.href,
		remove: () => tell(connectionString, `DROP SCHEMA ${name} CASCADE`)
	};
}

async function tell(connectionString: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString });
	await client.connect();
	await client.query(statement);
	await client.end();
}
