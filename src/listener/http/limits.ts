/** What one client may take of the listener. */
export interface Limits {
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** What may always come, whatever else is under way. */
  readonly smallBodyBytes: number;
  /** Of the larger ones that are under way, until they are answered: of one attempt, and of all. */
  readonly bodiesOfAttemptBytes: number;
  readonly bodiesBytes: number;
  /** Of a refused body, read and thrown away so that its sender sees the answer; past it the connection is cut. */
  readonly discardedBytes: number;
  /** From the connection, or the end of the request before, to the last byte of the headers. */
  readonly headersTimeoutMs: number;
  /** The same to the last byte of the body. */
  readonly requestTimeoutMs: number;
  /** Between two requests on one connection. */
  readonly idleTimeoutMs: number;
  /** Without a byte in either direction while an answer goes out. */
  readonly stalledTimeoutMs: number;
  /** How often the first two are looked at. */
  readonly checkEveryMs: number;
  readonly connections: number;
  readonly requestsOfConnection: number;
  /** Sent on one connection before the first of them is answered. */
  readonly pipelinedRequests: number;
  /** How long answers under way may take when the listener closes. */
  readonly closeMs: number;
}

/** Generous for components, and of no use to anybody else. */
export const LIMITS: Limits = {
  headerBytes: 8 * 1024,
  bodyBytes: 1024 * 1024,
  smallBodyBytes: 4 * 1024,
  bodiesOfAttemptBytes: 2 * 1024 * 1024,
  bodiesBytes: 8 * 1024 * 1024,
  discardedBytes: 8 * 1024 * 1024,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  idleTimeoutMs: 30_000,
  stalledTimeoutMs: 60_000,
  checkEveryMs: 1_000,
  connections: 4_096,
  requestsOfConnection: 100_000,
  pipelinedRequests: 64,
  closeMs: 2_000,
};
