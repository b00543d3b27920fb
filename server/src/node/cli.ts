#!/usr/bin/env node
import path from 'node:path';
import { loadKept } from '../kept/loadKept';

process.once('exit', loadKept(path.join(__dirname, 'commandLine.js')).keep);
