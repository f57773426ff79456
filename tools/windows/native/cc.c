/*
 * The C compiler inside Wine: passes its arguments to the MinGW compiler of the Linux system below.
 *
 * Wine starts Linux programs but returns no handle for them, so neither Node nor this program can wait for one. A shell
 * runs the compiler instead, and writes its exit code to a file after all other output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

#define COMPILER "x86_64-w64-mingw32-gcc"
#define POLL_MS 20
#define LONGEST_MS 300000
#define COMMAND_CHARS 32000

/* $0: the name of the three files; the rest: the compiler's own arguments. */
static const char SCRIPT[] =
    "PATH=/usr/local/bin:/usr/bin:/bin; export PATH; "
    COMPILER " \"$@\" >\"$0.out\" 2>\"$0.err\" </dev/null; echo $? >\"$0.tmp\"; mv \"$0.tmp\" \"$0.code\"";

typedef char *(CDECL *unix_name_function)(const WCHAR *);

static int is_path(const WCHAR *text) {
  return text[0] != 0 && text[1] == L':' && (text[2] == L'\\' || text[2] == L'/');
}

/* One argument in quotes, by the rules of Windows command lines. */
static void append(char *command, const char *argument) {
  char *at = command + strlen(command);
  if (at - command + 2 * strlen(argument) + 4 > COMMAND_CHARS) exit(125);
  *at++ = ' ';
  *at++ = '"';
  size_t backslashes = 0;
  for (; *argument != 0; argument++) {
    if (*argument == '\\') {
      backslashes++;
      continue;
    }
    for (size_t i = *argument == '"' ? 2 * backslashes + 1 : backslashes; i > 0; i--) *at++ = '\\';
    backslashes = 0;
    *at++ = *argument;
  }
  for (size_t i = 2 * backslashes; i > 0; i--) *at++ = '\\';
  *at++ = '"';
  *at = 0;
}

static void copy(const WCHAR *base, const WCHAR *suffix, FILE *to) {
  WCHAR path[MAX_PATH];
  swprintf(path, MAX_PATH, L"%ls%ls", base, suffix);
  FILE *from = _wfopen(path, L"rb");
  if (from == NULL) return;
  char block[4096];
  for (size_t n; (n = fread(block, 1, sizeof block, from)) > 0;) fwrite(block, 1, n, to);
  fclose(from);
  DeleteFileW(path);
}

static int wait_for_code(const WCHAR *base) {
  WCHAR path[MAX_PATH];
  swprintf(path, MAX_PATH, L"%ls.code", base);
  for (int waited = 0; waited < LONGEST_MS; waited += POLL_MS) {
    FILE *file = _wfopen(path, L"rb");
    int code = 0;
    if (file != NULL && fscanf(file, "%d", &code) == 1) {
      fclose(file);
      DeleteFileW(path);
      return code;
    }
    if (file != NULL) fclose(file);
    Sleep(POLL_MS);
  }
  return 124;
}

int wmain(int count, WCHAR **arguments) {
  HMODULE kernel = GetModuleHandleW(L"kernel32.dll");
  unix_name_function unix_name =
      (unix_name_function)(void *)GetProcAddress(kernel, "wine_get_unix_file_name");
  if (unix_name == NULL) {
    fputs("this compiler works only under Wine\n", stderr);
    return 126;
  }
  WCHAR folder[MAX_PATH], base[MAX_PATH];
  GetTempPathW(MAX_PATH, folder);
  if (GetTempFileNameW(folder, L"cc", 0, base) == 0) return 125;
  static char command[COMMAND_CHARS] = "sh -c";
  append(command, SCRIPT);
  append(command, unix_name(base));
  for (int i = 1; i < count; i++) {
    char text[8192];
    WideCharToMultiByte(CP_UTF8, 0, arguments[i], -1, text, sizeof text, NULL, NULL);
    append(command, is_path(arguments[i]) ? unix_name(arguments[i]) : text);
  }
  static WCHAR line[COMMAND_CHARS];
  MultiByteToWideChar(CP_UTF8, 0, command, -1, line, COMMAND_CHARS);
  STARTUPINFOW startup = {.cb = sizeof startup};
  PROCESS_INFORMATION process;
  if (!CreateProcessW(L"Z:\\bin\\sh", line, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process)) {
    fprintf(stderr, "no shell could be started: error %lu\n", GetLastError());
    return 126;
  }
  int code = wait_for_code(base);
  copy(base, L".out", stdout);
  copy(base, L".err", stderr);
  DeleteFileW(base);
  return code;
}
