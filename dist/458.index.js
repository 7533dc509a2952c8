export const id = 458;
export const ids = [458];
export const modules = {

/***/ 2458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plan: () => (/* binding */ plan_plan)
});

// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/plan.ts

/** `runs-on` takes one label as a text, several as a list. */
const runsOn = ({ runner }) => {
    const [first = '', ...others] = runner;
    return others.length === 0 ? first : runner;
};
const matrixOf = (legs) => ({
    include: legs.map(leg => ({ release: leg.release.name, runner: runsOn(leg), isolation: leg.isolation }))
});
const namesOf = (parts) => parts.map(({ release }) => release.name).join(',');
/** The outputs and the step summary of a plan. */
const planResult = (plan) => {
    const { legs, rebase, leftOut } = plan;
    const reasons = ({ reason, release }) => ({ release: release.name, reason });
    return {
        outputs: {
            matrix: legs.length === 0 ? '' : JSON.stringify(matrixOf(legs)),
            releases: namesOf([...legs, ...rebase]),
            'rebase-releases': namesOf(rebase),
            metadata: JSON.stringify({
                matrix: matrixOf(legs),
                rebase: rebase.map(reasons),
                leftOut: leftOut.map(reasons),
                warnings: plan.warnings
            })
        },
        summary: [
            '### Plan',
            (0,markdown/* table */.tp)(['Release', 'Runner', 'Isolation', ''], [
                ...legs.map(({ release, runner, isolation }) => [
                    release.name,
                    runner.map(markdown/* code */.aY).join(' '),
                    release.os === 'windows' ? isolation : '',
                    'build'
                ]),
                ...rebase.map(({ release, reason }) => [release.name, '', '', `rebase or assemble: ${reason}`]),
                ...leftOut.map(({ release, reason }) => [release.name, '', '', `left out: ${reason}`])
            ]),
            ...plan.warnings.map(text => `> ⚠️ ${text}`),
            ''
        ].join('\n\n')
    };
};

// EXTERNAL MODULE: ./src/windows/plan.ts
var plan = __webpack_require__(6210);
;// CONCATENATED MODULE: ./src/modes/plan.ts


/** Says which job builds which release, before any is started. Nothing is asked of a registry, nor of GitHub. */
const plan_plan = ({ releases, runners }, log, now) => {
    const made = (0,plan/* planReleases */._)(releases, runners, now.toISOString().slice(0, 10));
    for (const { release, runner, isolation } of made.legs)
        log.info(`${release.name}: built on ${runner.join(', ')} (isolation: ${isolation})`);
    for (const { release, reason } of made.rebase)
        log.notice(`${release.name} is not built: ${reason}. Make it by mode 'rebase' or 'assemble', or give 'runners'.`);
    for (const { release, reason } of made.leftOut)
        log.warning(`${release.name} is left out: ${reason}. Build it with docker/build-push-action and name it in 'sources', or give 'runners'.`);
    made.warnings.forEach(log.warning);
    return planResult(made);
};


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const entity = (sign) => `&#${sign.charCodeAt(0)};`;
/** A text of others as text: no sign in it makes HTML, a link, a table or anything else. */
const plain = (text) => text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity);
/** A text as code, in a table too. Text with signs that would end the code is written in HTML. */
const code = (text) => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``);
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, sign => `#${sign.charCodeAt(0)};`))
    .join('<br>')}"`;


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isolationFor)
/* harmony export */ });
/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348;
/**
 * How a host can run an image of that build: with its own kernel, in a virtual machine, or not at all (undefined:
 * the image is newer than the host). Source: the matrix of Microsoft's version-compatibility.md.
 */
const isolationFor = (host, imageBuild) => {
    if (imageBuild > host.build)
        return undefined;
    // Windows 10 supports process isolation for development only; its engine's default is Hyper-V.
    if (host.client && host.build < 22_000)
        return 'hyperv';
    const shared = imageBuild === host.build || imageBuild >= firstCompatibleBuild;
    return shared ? 'process' : 'hyperv';
};


/***/ }),

/***/ 6210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ planReleases),
/* harmony export */   g: () => (/* binding */ runnerProblem)
/* harmony export */ });
/* harmony import */ var _isolation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8937);

/** Builds of the Windows on runners with these labels: GitHub's own, and those by which others name theirs. */
const buildsByLabel = {
    'windows-latest': 26_100,
    'windows-2025-vs2026': 26_100,
    'windows-2025': 26_100,
    'windows-2022': 20_348,
    'windows-2019': 17_763,
    'windows-2016': 14_393
};
/** Labels of runners that GitHub had once: a job for one waits until it is cancelled (actions/runner-images). */
const retired = new Set(['windows-2019', 'windows-2016']);
/** Windows on Arm: without Docker, and without the virtual machines that would make up for it. */
const withoutDocker = /^windows-11(?:-.*)?-arm$/;
const buildOf = (labels) => labels.map(label => buildsByLabel[label.toLowerCase()]).find(build => build !== undefined);
/** Labels of a runner; one alone is the name of a runner of GitHub. */
const isHosted = (labels) => labels.length === 1;
const quoted = (labels) => labels.map(label => `'${label}'`).join(' and ');
/** Why a runner with these labels cannot build the release; undefined where it can, or nobody knows. */
const runnerProblem = (release, labels) => {
    const names = labels.map(label => label.toLowerCase());
    const build = buildOf(labels);
    if (release.os === 'linux') {
        return names.some(name => name.startsWith('windows'))
            ? `${quoted(labels)} is a Windows runner, which cannot build ${release.name}`
            : undefined;
    }
    if (names.some(name => /^(?:ubuntu|macos|linux$)/.test(name)))
        return `${quoted(labels)} is no Windows runner, and cannot build ${release.name}`;
    if (names.some(name => withoutDocker.test(name)))
        return `${quoted(labels)} has no Docker, and cannot build ${release.name}`;
    if (build === undefined)
        return undefined;
    if (release.architecture !== 'amd64')
        return `${quoted(labels)} is an amd64 runner, and ${release.name} is for ${release.architecture}`;
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_0__/* .isolationFor */ .Q)({ build, client: false }, release.build) === undefined
        ? `${quoted(labels)} (build ${build}) is older than ${release.name} (build ${release.build}), which it cannot run`
        : undefined;
};
const isolationOn = (release, labels) => {
    const build = buildOf(labels);
    if (release.os === 'linux' || build === undefined)
        return 'auto';
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_0__/* .isolationFor */ .Q)({ build, client: false }, release.build) ?? 'auto';
};
const whyUnbuilt = (release) => {
    if (release.os === 'linux')
        return 'GitHub has no runner of its platform';
    if (release.architecture === 'arm64')
        return "GitHub's Windows runners on Arm have no Docker";
    return `GitHub has no runner of its Windows (build ${release.build})`;
};
const hasEnded = ({ endOfSupport }, today) => endOfSupport < today;
const warningsOf = (releases, legs, today) => [
    ...releases
        .filter(release => release.os === 'windows')
        .filter(release => hasEnded(release, today))
        .map(({ name, endOfSupport }) => `${name} gets no updates any more: its support ended on ${endOfSupport}.`),
    ...legs
        .filter(({ runner }) => isHosted(runner) && runner.some(label => retired.has(label.toLowerCase())))
        .map(({ release, runner }) => `${release.name}: GitHub has no runners ${quoted(runner)} any more. Unless you have one of that label, its job waits until it is cancelled.`),
    ...legs
        .filter(({ runner, isolation }) => isHosted(runner) && isolation === 'hyperv')
        .map(({ release, runner }) => `${release.name} is built under Hyper-V on ${quoted(runner)}, which GitHub does not promise to work.`)
];
/**
 * Says where each release is built: where the user says, else on GitHub's runner of its own build. Those that have none
 * are made from images that are there: `mode: rebase`.
 *
 * @param today as YYYY-MM-DD
 */
const planReleases = (releases, runners, today) => {
    const placed = releases.map(release => {
        const { runner: hosted } = release;
        return { release, runner: runners.get(release) ?? (hosted === undefined ? undefined : [hosted]) };
    });
    const legs = placed.flatMap(({ release, runner }) => runner === undefined ? [] : [{ release, runner, isolation: isolationOn(release, runner) }]);
    const unbuilt = placed
        .filter(({ runner }) => runner === undefined)
        .map(({ release }) => ({ release, reason: whyUnbuilt(release) }));
    return {
        legs,
        rebase: unbuilt.filter(({ release }) => release.os === 'windows'),
        leftOut: unbuilt.filter(({ release }) => release.os === 'linux'),
        warnings: warningsOf(releases, legs, today)
    };
};


/***/ })

};
