'use strict';
// Filters, keys, theme and printing. Everything the page says is in its HTML; this only shows and hides.
(() => {
    const byId = id => document.getElementById(id);
    const findings = [...document.querySelectorAll('.finding')];
    const fields = ['search', 'rule', 'folder', 'severity'].map(byId);
    const [search, rule, folder, severity] = fields;
    if (!search) return;

    const shown = () => findings.filter(finding => !finding.hidden);
    const filter = () => {
        const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const finding of findings) {
            const text = finding.textContent.toLowerCase();
            finding.hidden = (rule.value && finding.dataset.rule !== rule.value) ||
                (folder.value && finding.dataset.folder !== folder.value) ||
                (severity.value && finding.dataset.severity !== severity.value) ||
                !words.every(word => text.includes(word));
        }
        byId('count').textContent = shown().length + ' of ' + findings.length + ' shown';
    };
    for (const field of fields) field.addEventListener('input', filter);
    byId('reset').addEventListener('click', () => {
        for (const field of fields) field.value = '';
        filter();
    });
    for (const button of document.querySelectorAll('button[data-filter]')) {
        button.addEventListener('click', () => {
            byId(button.dataset.filter).value = button.dataset.value;
            filter();
            byId('findings').scrollIntoView();
        });
    }
    filter();

    const setAll = open => {
        for (const finding of shown()) finding.querySelector('details').open = open;
    };
    byId('open').addEventListener('click', () => setAll(true));
    byId('close').addEventListener('click', () => setAll(false));

    byId('theme').addEventListener('click', () => {
        const root = document.documentElement;
        const dark = root.dataset.theme ? root.dataset.theme === 'dark'
            : matchMedia('(prefers-color-scheme: dark)').matches;
        root.dataset.theme = dark ? 'light' : 'dark';
    });

    const go = step => {
        const summaries = shown().map(finding => finding.querySelector('summary'));
        const at = summaries.indexOf(document.activeElement);
        const next = summaries[at < 0 ? (step > 0 ? 0 : summaries.length - 1) : at + step];
        if (next) next.focus();
    };
    document.addEventListener('keydown', event => {
        const writing = event.target.matches('input, select');
        if (event.key === 'Escape' && writing) event.target.blur();
        if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'j') go(1);
        else if (event.key === 'k') go(-1);
        else if (event.key === '/') search.focus();
        else return;
        event.preventDefault();
    });

    for (const node of document.querySelectorAll('.map [data-node]')) {
        const light = on => () => {
            for (const edge of document.querySelectorAll('.map path'))
                if (edge.dataset.from === node.dataset.node || edge.dataset.to === node.dataset.node)
                    edge.classList.toggle('lit', on);
        };
        node.addEventListener('pointerenter', light(true));
        node.addEventListener('pointerleave', light(false));
    }

    let opened = [];
    addEventListener('beforeprint', () => {
        opened = [...document.querySelectorAll('.finding:not([hidden]) details:not([open])')];
        for (const details of opened) details.open = true;
    });
    addEventListener('afterprint', () => {
        for (const details of opened) details.open = false;
    });
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches('.finding')) target.querySelector('details').open = true;
    addEventListener('hashchange', () => {
        const chosen = byId(decodeURIComponent(location.hash.slice(1)));
        if (chosen && chosen.matches('.finding')) chosen.querySelector('details').open = true;
    });
})();
