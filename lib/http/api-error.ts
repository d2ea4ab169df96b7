import 'server-only';
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../contracts/error';

/** A request that gets no answer but an error of the contract. Thrown inside lib/http alone; routes never see one. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  get body(): ErrorBody {
    return { error: { code: this.code, message: this.message, details: { ...this.details } } };
  }
}
