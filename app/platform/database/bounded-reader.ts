/** Asks one statement. Several may be asked at once, which are done one after the other. Values stand for its question marks on SQLite, and for $1 and so on on PostgreSQL. */
export type BoundedQuery = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** Reads with statements that may take long, apart from all other queries: each run is ended after its time, whatever it does then. */
export interface BoundedReader {
  /** Returns "too slow" if `work` was ended. One run has a connection to itself. */
  run<T>(limitMs: number, work: (query: BoundedQuery) => Promise<T>): Promise<T | "too slow">;
  close(): Promise<void>;
}

export interface BoundedReaderOptions {
  /** The built sqlite/query-process.ts. */
  processFile: string;
}
