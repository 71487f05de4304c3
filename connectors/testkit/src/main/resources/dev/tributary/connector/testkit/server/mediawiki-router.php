<?php
// Lets PHP's own web server stand in for the rewriting that a wiki's web server would do:
// /index.php/Title and /api.php run MediaWiki's entry points, all else is a plain file or 404.
$installed = getenv('MEDIAWIKI_ROOT');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/';
if ($path === '/') {
    $path = '/index.php';
}
$entryPoints = ['index', 'api', 'load', 'rest'];
[$script, $rest] = array_pad(explode('.php', ltrim($path, '/'), 2), 2, null);
if ($rest === null || !in_array($script, $entryPoints, true)) {
    return false;
}
$file = "$installed/$script.php";
$_SERVER['SCRIPT_NAME'] = "/$script.php";
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['PHP_SELF'] = $path;
if ($rest !== '') {
    $_SERVER['PATH_INFO'] = $rest;
}
chdir($installed);
require $file;
