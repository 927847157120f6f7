import { parentPort, workerData } from 'node:worker_threads';
import { exchangeIn, type Group } from '../main/engine/sftp/crypto/finite-field-exchange.ts';

/** The thread of one Diffie-Hellman exchange over a finite field: it posts the public value, then the secret once it is given the server's. */
const exchange = exchangeIn(workerData as Group);
parentPort?.once('message', (other: Uint8Array) => parentPort?.postMessage(exchange.computeSecret(other)));
parentPort?.postMessage(exchange.generateKeys());
