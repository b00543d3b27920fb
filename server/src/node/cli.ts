#!/usr/bin/env node
// The command line itself is another bundle, because only code that is read from now on can be kept compiled.
import './compileCache';
import './commandLine';
