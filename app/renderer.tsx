import '../renderer/without-eval.ts';
import { startWindow } from '../renderer/start.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
startWindow(root);
