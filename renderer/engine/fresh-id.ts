import { operationIdSchema, type OperationId } from '../../shared/model/ids.ts';

/** An id that no operation of this window has had. */
export function freshOperation(): OperationId {
  return operationIdSchema.parse(crypto.randomUUID());
}
