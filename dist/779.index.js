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
/* harmony import */ var _actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9805);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9927);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2689);
/* harmony import */ var _runner_core_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1019);
/* harmony import */ var _runner_http_client_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(514);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4212);
/* harmony import */ var _runner_process_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8126);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3234);
/* harmony import */ var _service_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9655);














/** Names of architectures in the paths of Docker's archives, by Node's. */
const architectures = { x64: 'x86_64', arm64: 'aarch64', arm: 'armhf' };
const onWindows = process.platform === 'win32';
/** Docker's own layout: `<mirror>/win/static/stable/x86_64/docker-29.1.5.zip`. */
const archiveUrl = ({ mirror, version }) => {
    const [system, ending] = onWindows ? ['win', 'zip'] : ['linux', 'tgz'];
    const architecture = architectures[process.arch];
    if (architecture === undefined || (onWindows && process.arch !== 'x64')) {
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_10__.DockerError({
            what: `Docker ${version} cannot be installed`,
            why: `there are no archives for ${onWindows ? 'Windows' : 'Linux'} on ${process.arch}`,
            remedy: "remove 'docker-version', and install Docker on this runner before this step"
        });
    }
    const channel = version.includes('-') ? 'test' : 'stable';
    return `${mirror}/${system}/static/${channel}/${architecture}/docker-${version}.${ending}`;
};
const hashFile = async (path) => {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(path), hash);
    return hash.digest('hex');
};
/** Lies beside the programs with the checksum of their archive, so that a checksum that is given later holds for them too. */
const checksumFile = 'archive.sha256';
/** The login as a header, which a redirect to another host does not get. */
const authorizationOf = ({ login }, log) => {
    if (login === undefined)
        return undefined;
    const credentials = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    for (const secret of [login.password, credentials])
        log.secret(secret);
    return `Basic ${credentials}`;
};
/** @returns the path of the archive */
const download = async (wanted, url, log) => {
    const { version } = wanted;
    await (0,_runner_http_client_js__WEBPACK_IMPORTED_MODULE_12__/* .loadHttpClient */ .w)();
    return (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .downloadTool */ .bq)(url, undefined, authorizationOf(wanted, log)).catch((cause) => {
        const check = cause instanceof _actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .HTTPError */ .Hl && cause.httpStatusCode === 404
            ? "check 'docker-version'"
            : 'check the network of the runner, and its proxy';
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_10__.DockerError({
            what: `Docker ${version} could not be downloaded from ${url}`,
            why: (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_8__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A3)(cause)),
            remedy: `${check}, and 'docker-download-url' where it is set`,
            cause
        });
    });
};
const checkArchive = ({ version, sha256 }, url, actual) => {
    if (sha256 === undefined || actual === sha256)
        return;
    throw new _docker_js__WEBPACK_IMPORTED_MODULE_10__.DockerError({
        what: `Docker ${version} was not installed`,
        why: `the SHA-256 of ${url} is ${actual}, but 'docker-sha256' is ${sha256}`,
        remedy: "check whether 'docker-sha256' belongs to this version and system, and who serves the archive"
    });
};
/** @returns the folder in the tool cache */
const unpack = async (archive, checksum, version) => {
    let folder;
    if (onWindows) {
        // Windows' own unpacking goes by the ending.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(archive, `${archive}.zip`);
        folder = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .extractZip */ .JE)(`${archive}.zip`);
    }
    else
        folder = await (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .extractTar */ .nN)(archive);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'docker', checksumFile), checksum);
    return (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .cacheDir */ .e8)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'docker'), 'docker', version);
};
const fetchDocker = async (wanted, url, log) => {
    const archive = await download(wanted, url, log);
    try {
        const checksum = await hashFile(archive);
        checkArchive(wanted, url, checksum);
        return await unpack(archive, checksum, wanted.version);
    }
    catch (cause) {
        if (cause instanceof _docker_js__WEBPACK_IMPORTED_MODULE_10__.DockerError)
            throw cause;
        throw new _docker_js__WEBPACK_IMPORTED_MODULE_10__.DockerError({
            what: `Docker ${wanted.version} could not be unpacked from ${url}`,
            why: (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_8__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_6__/* .reasonOf */ .A3)(cause)),
            remedy: 'check that the address serves an archive, and that the disk of the runner has room',
            cause
        });
    }
    finally {
        await Promise.all([archive, `${archive}.zip`].map(path => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { force: true })));
    }
};
/** @returns the folder in the tool cache; undefined where it has none of this version and checksum */
const findCached = async ({ version, sha256 }) => {
    const folder = (0,_actions_tool_cache__WEBPACK_IMPORTED_MODULE_5__/* .find */ .I6)('docker', version);
    if (folder === '')
        return undefined;
    const checksum = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, checksumFile), 'utf8').catch(() => undefined);
    return sha256 === undefined || checksum === sha256 ? folder : undefined;
};
/** Makes the service `docker` run this engine. An existing service keeps its settings; otherwise there is a new one. */
const registerService = async (folder) => {
    const engine = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, 'dockerd.exe');
    if (await (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .stopService */ .Sy)('docker')) {
        const command = `"${engine}" ${await (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .serviceOptions */ .eh)('docker')}`;
        (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .checkServiceCommand */ .rW)("changing the service 'docker'", await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_9__/* .runProgram */ .m)('sc', ['config', 'docker', 'binPath=', command]));
    }
    else
        (0,_service_js__WEBPACK_IMPORTED_MODULE_11__/* .checkServiceCommand */ .rW)("registering the service 'docker'", await (0,_runner_process_js__WEBPACK_IMPORTED_MODULE_9__/* .runProgram */ .m)(engine, ['--register-service']));
};
/** Whether this version responds now: the CLI, and on Windows the engine, which comes from the same archive. */
const isInstalled = async (docker, version) => {
    const output = await docker.capture(['version', '--format', '{{json .}}']).catch(() => undefined);
    const { Client: client, Server: server } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_13__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_13__/* .parseJson */ .qF)(output?.stdout ?? ''));
    return (0,_common_json_js__WEBPACK_IMPORTED_MODULE_13__/* .asRecord */ .qY)(client).Version === version && (!onWindows || (0,_common_json_js__WEBPACK_IMPORTED_MODULE_13__/* .asRecord */ .qY)(server).Version === version);
};
/**
 * Puts a Docker on PATH, for later steps too, where the runner has none or another version. It comes from the tool cache of
 * the runner, or is added to it. On Windows its engine becomes the service `docker`, which is not started.
 *
 * @throws DockerError where it cannot be downloaded or unpacked, or does not have the checksum
 */
const installDocker = async (wanted, docker, log) => {
    const { version } = wanted;
    if (await isInstalled(docker, version)) {
        log.info(`Docker ${version} is already installed`);
        return;
    }
    await log.group(`Install Docker ${version}`, async () => {
        const cached = await findCached(wanted);
        const url = archiveUrl(wanted);
        log.info(cached === undefined ? `Downloading ${url}` : `Docker ${version} is in the tool cache: ${cached}`);
        const folder = cached ?? (await fetchDocker(wanted, url, log));
        (0,_runner_core_js__WEBPACK_IMPORTED_MODULE_7__/* .addPath */ .fM)(folder);
        if (onWindows)
            await registerService(folder);
    });
};


/***/ })

};
