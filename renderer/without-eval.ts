import { z } from 'zod';

// Compiled schemas need eval, which the content security policy forbids; even asking whether it is there is reported as a violation.
// A schema asks when it is made, so this module stands first in the window's entry.
z.config({ jitless: true });
