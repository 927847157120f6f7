import './transfer.ts';

// A utility process stays until it is told to go.
process.exit(0);
