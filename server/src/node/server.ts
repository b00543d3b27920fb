#!/usr/bin/env node
// The server itself is another bundle, because only code that is read from now on can be kept compiled.
import './compileCache';
import './serving';
