import { errors } from 'undici';
import type { Fault } from '../capture.ts';
import type { Reason } from '../reason.ts';

/** Thrown into a transfer to end it; the reason travels as a value, never in the message. */
export class Stopped extends Error {
  readonly code = 'GONGKAI_STOPPED';
  readonly fault: Fault;
  constructor(reason: Reason, detail: string) {
    super(detail);
    this.fault = { reason, detail };
  }
}

/** Where a transfer stood when it failed: the same reset is `connect` before the header and `truncated` after it. */
export type Stage = 'connecting' | 'body';

const DNS =
  /^(?:ENOTFOUND|ENODATA|ENONAME|EAI_[A-Z]+|ESERVFAIL|EREFUSED|ENOTIMP|EFORMERR|EBADRESP|EBADNAME|EBADQUERY|ETIMEOUT|ECANCELLED)$/;
const CONNECT =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EPIPE|EADDRNOTAVAIL|EACCES|EPERM|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)$/;
const TIMEOUT = /^(?:ERR_TLS_HANDSHAKE_TIMEOUT|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)$/;
const PROTOCOL =
  /^(?:HPE_[A-Z_]+|UND_ERR_HEADERS_OVERFLOW|UND_ERR_INFO|UND_ERR_RESPONSE|ERR_HTTP_[A-Z_]+|ERR_INVALID_[A-Z_]+|UND_ERR_INVALID_ARG|ERR_ASSERTION)$/;
const TLS_LEGACY = /^ERR_SSL_(?:UNSAFE_LEGACY_RENEGOTIATION_DISABLED|LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED)$/;
const TLS =
  /^(?:ERR_SSL_[A-Z0-9_/]+|ERR_TLS_[A-Z_]+|CERT_[A-Z_]+|CRL_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|EPROTO)$/;

/** Why a transfer failed, by the code of its error alone. An unknown code is our own fault. */
export function faultOf(error: unknown, stage: Stage): Fault {
  if (error instanceof Stopped) return error.fault;
  const code = codeOf(error);
  // Its `code` is undefined in undici 7.30: the table of names it looks in is not reversible.
  if (error instanceof errors.HTTPParserError) return { reason: 'protocol', detail: error.name };
  const detail = code === '' ? 'unknown error' : code;
  return { reason: reasonOf(code, stage), detail: `${detail}${nameOf(error)}` };
}

function reasonOf(code: string, stage: Stage): Reason {
  if (code === 'GONGKAI_BLOCKED_ADDRESS') return 'blocked-address';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || code === 'HPE_INVALID_EOF_STATE')
    return stage === 'body' ? 'truncated' : 'protocol';
  if (DNS.test(code)) return 'dns';
  if (TIMEOUT.test(code)) return 'timeout';
  if (CONNECT.test(code)) return stage === 'body' ? 'truncated' : 'connect';
  if (PROTOCOL.test(code)) return 'protocol';
  if (TLS_LEGACY.test(code)) return 'tls-legacy';
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') return 'tls-incomplete-chain';
  if (TLS.test(code)) return 'tls';
  return 'internal-error';
}

/** The outermost code of an error; undici wraps some in a cause. `''` when there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code === 'string') return code;
  return error.cause === undefined ? '' : codeOf(error.cause);
}

const nameOf = (error: unknown): string => {
  const host = (error as { hostname?: unknown }).hostname;
  return typeof host === 'string'
    ? ` ${host}`
    : error instanceof Error && codeOf(error) === 'GONGKAI_BLOCKED_ADDRESS'
      ? ` ${error.message}`
      : '';
};
