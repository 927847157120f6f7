import { Worker } from 'node:worker_threads';

const worker = new Worker(new URL('./transfer.ts', import.meta.url));
worker.on('exit', (code) => process.exit(code));
