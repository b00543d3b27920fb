#!/usr/bin/env node
import path from 'node:path';
import { loadKept } from '../kept/loadKept';

const { keep } = loadKept(path.join(__dirname, 'serving.js'));
// By then a file was checked; an engine that works for hours gives up the code that only a start needs.
setTimeout(keep, 5000).unref();
process.once('exit', keep);
