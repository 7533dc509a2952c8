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

/** `runs-on` takes one label as a string, several as an array. */
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
            ...plan.warnings.map(markdown/* warning */.$e),
            ''
        ].join('\n\n')
    };
};

// EXTERNAL MODULE: ./src/windows/plan.ts
var plan = __webpack_require__(6210);
;// CONCATENATED MODULE: ./src/modes/plan.ts


/** Decides which job builds which release, before any is started. Neither a registry nor GitHub is asked. */
const plan_plan = ({ releases, runners }, log, now) => {
    const planned = (0,plan/* planReleases */._)(releases, runners, now.toISOString().slice(0, 10));
    for (const { release, runner, isolation } of planned.legs)
        log.info(`${release.name}: built on ${runner.join(', ')} (isolation: ${isolation})`);
    for (const { release, reason } of planned.rebase)
        log.notice(`${release.name} is not built: ${reason}. Make it with mode 'rebase' or 'assemble', or give 'runners'.`);
    for (const { release, reason } of planned.leftOut)
        log.warning(`${release.name} is left out: ${reason}. Build it with docker/build-push-action and name it in 'sources', or give 'runners'.`);
    for (const warning of planned.warnings)
        log.warning(warning);
    return planResult(planned);
};


/***/ }),

/***/ 6210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ planReleases),
/* harmony export */   g: () => (/* binding */ runnerProblem)
/* harmony export */ });
/* harmony import */ var _isolation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _releases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2171);


const labelsFor = (release, runners) => [...runners].find(([named]) => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .isSameRelease */ ._M)(named, release))?.[1];
/** Windows builds of runners by label: GitHub's runners, and what others usually call theirs. */
const buildsByLabel = {
    'windows-latest': 26_100,
    'windows-2025-vs2026': 26_100,
    'windows-2025': 26_100,
    'windows-2022': 20_348,
    'windows-2019': 17_763,
    'windows-2016': 14_393
};
/** Labels that GitHub retired: a job for one waits until it is cancelled (actions/runner-images). */
const retired = new Set(['windows-2019', 'windows-2016']);
/** Windows on Arm: has neither Docker nor virtual machines to run it in. */
const withoutDocker = /^windows-11(?:-.*)?-arm$/;
const buildOf = (labels) => labels.map(label => buildsByLabel[label.toLowerCase()]).find(build => build !== undefined);
/** GitHub's runners are named by a single label. */
const isHosted = (labels) => labels.length === 1;
const quoted = (labels) => labels.map(label => `'${label}'`).join(' and ');
/** Why a runner with these labels cannot build the release; undefined where it can, or where that is not known. */
const runnerProblem = (release, labels) => {
    const names = labels.map(label => label.toLowerCase());
    const build = buildOf(labels);
    if (release.os === 'linux') {
        return names.some(name => name.startsWith('windows'))
            ? `${quoted(labels)} is a Windows runner, which cannot build ${release.name}`
            : undefined;
    }
    if (names.some(name => /^(?:ubuntu|macos|linux$)/.test(name)))
        return `${quoted(labels)} is not a Windows runner, and cannot build ${release.name}`;
    if (names.some(name => withoutDocker.test(name)))
        return `${quoted(labels)} has no Docker, and cannot build ${release.name}`;
    if (build === undefined)
        return undefined;
    if (release.architecture !== 'amd64')
        return `${quoted(labels)} is an amd64 runner, and cannot build ${release.name} for ${release.architecture}`;
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) === undefined
        ? `${quoted(labels)} (build ${build}) is older than ${release.name} (build ${release.build}), and cannot run it`
        : undefined;
};
const isolationOn = (release, labels) => {
    const build = buildOf(labels);
    if (release.os === 'linux' || build === undefined)
        return 'auto';
    return (0,_isolation_js__WEBPACK_IMPORTED_MODULE_1__/* .isolationFor */ .Q)({ build, client: false }, release.build) === 'process' ? 'process' : 'auto';
};
const whyUnbuilt = (release) => {
    if (release.os === 'linux')
        return 'GitHub has no runner for its platform';
    if (release.architecture === 'arm64')
        return "GitHub's Windows runners on Arm have no Docker";
    return `GitHub has no runner with its Windows build (${release.build})`;
};
const warningsOf = (releases, legs, today) => [
    ...releases
        .filter(release => release.os === 'windows')
        .filter(release => (0,_releases_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(release, Date.parse(today)))
        .map(({ name, endOfSupport }) => `${name} no longer gets updates: its support ended on ${endOfSupport}.`),
    ...legs
        .filter(({ runner }) => isHosted(runner) && runner.some(label => retired.has(label.toLowerCase())))
        .map(({ release, runner }) => `${release.name}: GitHub no longer has runners with the label ${quoted(runner)}. Unless you have one yourself, the job waits until it is cancelled.`)
];
/**
 * Decides where each release is built: on the runner that the user names, else on GitHub's runner of the same build.
 * Releases without one are made from existing images: `mode: rebase`.
 *
 * @param today as YYYY-MM-DD
 */
const planReleases = (releases, runners, today) => {
    const placed = releases.map(release => {
        const { runner: hosted } = release;
        return { release, runner: labelsFor(release, runners) ?? (hosted === undefined ? undefined : [hosted]) };
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
