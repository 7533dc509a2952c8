export const id = 779;
export const ids = [779];
export const modules = {

/***/ 3779:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   installDocker: () => (/* binding */ installDocker)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6466);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_stream_promises__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7121);
/* harmony import */ var _report_log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6472);
/* harmony import */ var _report_runner_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7650);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3234);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8545);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9655);











/** Names of architectures in the addresses of Docker's archives, by Node's. */
const architectures = { x64: 'x86_64', arm64: 'aarch64', arm: 'armhf' };
const onWindows = process.platform === 'win32';
/** Docker's own layout: `<mirror>/win/static/stable/x86_64/docker-29.1.5.zip`. */
const addressOf = ({ mirror, version }) => {
    const [system, ending] = onWindows ? ['win', 'zip'] : ['linux', 'tgz'];
    const architecture = architectures[process.arch];
    if (architecture === undefined || (onWindows && process.arch !== 'x64')) {
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_8__.DockerError(`There is no Docker ${version} for ${system === 'win' ? 'Windows' : 'Linux'} on ${process.arch}: leave 'docker-version' out, and install Docker on this runner before this step.`);
    }
    const channel = version.includes('-') ? 'test' : 'stable';
    return `${mirror}/${system}/static/${channel}/${architecture}/docker-${version}.${ending}`;
};
const digestOfFile = async (path) => {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(path), hash);
    return hash.digest('hex');
};
/** Beside the programs lies what archive they are from: a checksum that is given later holds for them too. */
const digestFile = 'archive.sha256';
const download = async (wanted, url) => {
    const archive = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .downloadTool */ .bq)(url).catch((cause) => {
        const status = cause instanceof _actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .HTTPError */ .Hl ? cause.httpStatusCode : undefined;
        const why = cause instanceof Error ? (0,_report_log_js__WEBPACK_IMPORTED_MODULE_6__/* .printable */ .g)(cause.message) : String(cause);
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_8__.DockerError(`Docker ${wanted.version} could not be downloaded from ${url}: ${why}. ${status === 404 ? "Check 'docker-version', and 'docker-download-url' where it is given." : "Check the network of the runner, its proxy, and 'docker-download-url' where it is given."}`, { cause });
    });
    const digest = await digestOfFile(archive);
    if (wanted.sha256 !== undefined && digest !== wanted.sha256) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(archive, { force: true });
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_8__.DockerError(`What ${url} holds is not what 'docker-sha256' says: its SHA-256 is ${digest}, not ${wanted.sha256}. Nothing was installed. Check the checksum for this version and system, and who serves the archive.`);
    }
    // Windows' own unzipping goes by the ending.
    const folder = onWindows ? await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .extractZip */ .JE)(await withEnding(archive)) : await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .extractTar */ .nN)(archive);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(archive, { force: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'docker', digestFile), digest);
    return (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .cacheDir */ .e8)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'docker'), 'docker', wanted.version);
};
const withEnding = async (archive) => {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(archive, `${archive}.zip`);
    return `${archive}.zip`;
};
const cached = async ({ version, sha256 }) => {
    const folder = (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .find */ .I6)('docker', version);
    if (folder === '')
        return undefined;
    const digest = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, digestFile), 'utf8').catch(() => undefined);
    return sha256 === undefined || digest === sha256 ? folder : undefined;
};
const checked = (what, output) => {
    if (output.exitCode === 0)
        return;
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_8__.DockerError(`${what} failed (${output.exitCode}): ${(0,_docker_js__WEBPACK_IMPORTED_MODULE_8__.lastLines)(output, 4)}. May the account of the runner control services? Run the runner as an administrator.`);
};
/** Makes the service `docker` run this engine: the one that is there keeps its settings, else there is a new one. */
const serve = async (folder) => {
    const engine = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'dockerd.exe');
    if (await (0,_service_js__WEBPACK_IMPORTED_MODULE_10__/* .stopService */ .Sy)('docker')) {
        const command = `"${engine}" ${await (0,_service_js__WEBPACK_IMPORTED_MODULE_10__/* .serviceOptions */ .eh)('docker')}`;
        checked('Changing the service docker', await (0,_process_js__WEBPACK_IMPORTED_MODULE_9__/* .runProgram */ .m)('sc', ['config', 'docker', 'binPath=', command]));
    }
    else
        checked('Registering the service docker', await (0,_process_js__WEBPACK_IMPORTED_MODULE_9__/* .runProgram */ .m)(engine, ['--register-service']));
};
/** The versions that answer now: of the CLI, and on Windows of the engine, which comes from the same archive. */
const isThere = async (docker, version) => {
    const output = await docker.quiet(['version', '--format', '{{json .}}']).catch(() => undefined);
    try {
        const { Client, Server } = JSON.parse(output?.stdout ?? '');
        return Client?.Version === version && (!onWindows || Server?.Version === version);
    }
    catch {
        return false;
    }
};
/**
 * Puts a Docker on PATH, for the steps behind this one too, where the runner has none or another one. It comes from
 * the tool cache of the runner, or goes there. On Windows its engine becomes the service `docker`, which is not started.
 *
 * @throws DockerError where it cannot be had, or is not what its checksum says
 */
const installDocker = async (wanted, docker, log) => {
    const { version } = wanted;
    if (await isThere(docker, version)) {
        log.info(`Docker ${version} is there already`);
        return;
    }
    await log.group(`Install Docker ${version}`, async () => {
        const known = await cached(wanted);
        const url = addressOf(wanted);
        log.info(known === undefined ? `Downloading ${url}` : `Docker ${version} is in the tool cache: ${known}`);
        const folder = known ?? (await download(wanted, url));
        (0,_report_runner_js__WEBPACK_IMPORTED_MODULE_7__/* .addPath */ .fM)(folder);
        if (onWindows)
            await serve(folder);
    });
};


/***/ })

};
