// The module 'vscode' of the tests: what fake_vscode.ts has, and an empty class for each other name, since the language
// client makes subclasses of many that it then does not use here.
const known = require('./fake_vscode');
const others = new Map();
module.exports = new Proxy(known, {
    get(target, name) {
        if (name in target || typeof name !== 'string' || !/^[A-Z]/.test(name)) return target[name];
        if (!others.has(name)) others.set(name, class {});
        return others.get(name);
    },
});
