#include "naming/macros.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

// Of the C and POSIX headers, of compilers, and common besides.
// clang-format off
constexpr std::string_view common[] = {
    // <stddef.h>, <stdio.h>, <stdlib.h>, <math.h>, <assert.h>, <complex.h>
    "NULL", "EOF", "BUFSIZ", "FILENAME_MAX", "FOPEN_MAX", "NAN", "INFINITY", "HUGE_VAL", "assert", "complex", "errno",
    "imaginary", "offsetof", "stdin", "stdout", "stderr", "WEOF", "DOMAIN", "SING", "OVERFLOW", "UNDERFLOW", "PLOSS",
    "TLOSS", "MAXFLOAT", "P_tmpdir", "L_tmpnam", "TMP_MAX", "NZERO", "RAND_MAX", "EXIT_SUCCESS", "EXIT_FAILURE",
    // <sys/...>, <netinet/...>, <termios.h>, <endian.h>, and the words of compilers in GNU mode
    "major", "minor", "makedev", "BIG_ENDIAN", "LITTLE_ENDIAN", "BYTE_ORDER", "PDP_ENDIAN", "NSIG", "NCCS", "ECHO",
    "ECHOE", "ECHOK", "ECHONL", "B0", "B50", "B75", "B110", "B134", "B150", "B200", "B300", "B600", "B1200", "B1800",
    "B2400", "B4800", "B9600", "B19200", "B38400", "B57600", "B115200", "B230400", "CR0", "CR1", "CR2", "CR3", "CS5",
    "CS6", "CS7", "CS8", "NL0", "NL1", "TAB0", "TAB1", "TAB2", "TAB3", "VT0", "VT1", "BS0", "BS1", "FF0", "FF1",
    "VEOF", "VEOL", "VMIN", "VTIME", "IXON", "IXOFF", "ICANON", "ISIG", "OPOST", "CREAD", "CLOCAL", "CSTATUS", "CMIN",
    "CTIME", "ISTRIP", "IGNCR", "TCION", "TCIOFF", "TCOON", "TCOOFF", "SOMAXCONN", "PAGE_SIZE", "unix", "linux",
    "i386", "sun", "mips", "hpux", "vax", "pixel", "st_atime", "st_mtime", "st_ctime", "s_addr", "h_addr",
    // <errno.h>
    "E2BIG", "EACCES", "EAGAIN", "EBADF", "EBUSY", "ECANCELED", "ECHILD", "EDEADLK", "EDOM", "EEXIST", "EFAULT",
    "EFBIG", "EINPROGRESS", "EINTR", "EINVAL", "EIO", "EISDIR", "ELOOP", "EMFILE", "EMLINK", "EMSGSIZE", "ENFILE",
    "ENODATA", "ENODEV", "ENOENT", "ENOMEM", "ENOSPC", "ENOSYS", "ENOTDIR", "ENOTSUP", "ENXIO", "EPERM", "EPIPE",
    "EPROTO", "ERANGE", "EROFS", "ESPIPE", "ESRCH", "ETIME", "ETIMEDOUT", "EXDEV", "EALREADY", "EADDRINUSE",
    "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTCONN", "EISCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN",
    "ENETUNREACH", "EUSERS", "EREMOTE", "ESTALE", "EDQUOT", "ENOLINK", "ENOTEMPTY", "EOVERFLOW", "EILSEQ", "ENOKEY",
    // <signal.h>
    "SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO", "SIGKILL",
    "SIGPIPE", "SIGPOLL", "SIGPROF", "SIGPWR", "SIGQUIT", "SIGSEGV", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP",
    "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGXCPU", "SIGXFSZ",
    // <limits.h>, <stdint.h>, <unistd.h>, <fcntl.h>, <time.h>
    "CHAR_BIT", "CHAR_MAX", "CHAR_MIN", "INT_MAX", "INT_MIN", "LONG_MAX", "LONG_MIN", "UINT_MAX", "ULONG_MAX",
    "SHRT_MAX", "SHRT_MIN", "PATH_MAX", "NAME_MAX", "HOST_NAME_MAX", "IOV_MAX", "ARG_MAX", "SIZE_MAX", "INT8_MAX",
    "INT16_MAX", "INT32_MAX", "INT64_MAX", "UINT8_MAX", "UINT16_MAX", "UINT32_MAX", "UINT64_MAX", "INT8_MIN",
    "INT16_MIN", "INT32_MIN", "INT64_MIN", "SEEK_SET", "SEEK_CUR", "SEEK_END", "CLOCKS_PER_SEC", "CLOCK_REALTIME",
    "CLOCK_MONOTONIC", "O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "R_OK", "W_OK", "X_OK", "F_OK",
    "AF_INET", "AF_INET6", "AF_UNIX", "LC_ALL", "LC_CTYPE", "LC_TIME", "M_PI", "M_E", "DBL_MAX", "DBL_MIN", "FLT_MAX",
    // Plain words of Windows and others
    "TRUE", "FALSE", "BOOL", "CONST", "VOID", "IN", "OUT", "OPTIONAL", "DELETE", "ERROR", "IGNORE", "INFINITE",
    "STRICT", "TRANSPARENT", "OPAQUE", "ABSOLUTE", "RELATIVE", "ALTERNATE", "WINDING", "PASSTHROUGH", "DIFFERENCE",
    "CALLBACK", "WINAPI", "APIENTRY", "PASCAL", "CDECL", "FAR", "NEAR", "CHAR", "SHORT", "LONG", "INT", "MAX_PATH",
    "NO_ERROR", "NO_DATA", "HOST_NOT_FOUND", "TRY_AGAIN", "cdecl", "far", "grp1", "interface", "max", "min", "near", "pascal",
    "rad1", "small", "emit", "foreach", "forever", "signals", "slots",
};

// Functions that <windows.h> defines as macros to call their A or W form, as far as they read like names of an API.
constexpr std::string_view windows[] = {
    "AddForm", "AddJob", "AddMonitor", "AddPort", "AddPrinter", "AppendMenu", "BeginUpdateResource", "CallMsgFilter",
    "CallNamedPipe", "ChangeServiceConfig", "ChooseColor", "ChooseFont", "CompareString", "ConfigurePort", "CopyFile",
    "CopyFileEx", "CreateActCtx", "CreateDesktop", "CreateDialog", "CreateDirectory", "CreateDirectoryEx",
    "CreateEvent", "CreateEventEx", "CreateFile", "CreateFileMapping", "CreateFont", "CreateHardLink", "CreateIC",
    "CreateJobObject", "CreateMailslot", "CreateMetaFile", "CreateMutex", "CreateMutexEx", "CreateNamedPipe",
    "CreateProcess", "CreateProcessAsUser", "CreateSemaphore", "CreateService", "CreateSymbolicLink",
    "CreateWaitableTimer", "CreateWindow", "CreateWindowEx", "CreateWindowStation", "DecryptFile", "DefineDosDevice",
    "DeleteFile", "DeleteForm", "DeleteMonitor", "DeletePort", "DeletePrinter", "DeleteVolumeMountPoint", "DialogBox",
    "DispatchMessage", "DocumentProperties", "DrawState", "DrawText", "EncryptFile", "EndUpdateResource", "EnumFonts",
    "EnumForms", "EnumJobs", "EnumMonitors", "EnumPorts", "EnumPrinters", "ExpandEnvironmentStrings", "ExtractIcon",
    "FileEncryptionStatus", "FindExecutable", "FindFirstFile", "FindNextFile", "FindResource", "FindText",
    "FindWindow", "FormatMessage", "FreeEnvironmentStrings", "GetBinaryType", "GetCharWidth", "GetClassInfo",
    "GetClassName", "GetCommandLine", "GetComputerName", "GetComputerNameEx", "GetCurrentDirectory", "GetCurrentTime",
    "GetDateFormat", "GetDiskFreeSpace", "GetDriveType", "GetEnvironmentStrings", "GetEnvironmentVariable",
    "GetFileAttributes", "GetFileSecurity", "GetFileTitle", "GetForm", "GetFreeSpace", "GetFullPathName", "GetJob",
    "GetKeyNameText", "GetLocaleInfo", "GetLogicalDriveStrings", "GetLongPathName", "GetMessage", "GetMonitorInfo",
    "GetObject", "GetOpenFileName", "GetPrinter", "GetPrinterData", "GetPrinterDriver", "GetPrivateProfileString",
    "GetProfileString", "GetProp", "GetSaveFileName", "GetShortPathName", "GetStartupInfo", "GetStringType",
    "GetSystemDirectory", "GetTempFileName", "GetTempPath", "GetTextMetrics", "GetTimeFormat", "GetUserName",
    "GetUserObjectInformation", "GetVersionEx", "GetVolumeInformation", "GetWindowsDirectory", "GetWindowText",
    "GlobalAddAtom", "GlobalFindAtom", "GrayString", "InitiateSystemShutdown", "InsertMenu", "InsertMenuItem",
    "IsDialogMessage", "LoadAccelerators", "LoadBitmap", "LoadCursor", "LoadIcon", "LoadImage", "LoadLibrary",
    "LoadMenu", "LoadString", "LogonUser", "LookupAccountName", "LookupPrivilegeValue", "MessageBox", "ModifyMenu",
    "MoveFile", "MoveFileEx", "OpenDesktop", "OpenEvent", "OpenEventLog", "OpenFileMapping", "OpenJobObject",
    "OpenMutex", "OpenPrinter", "OpenSCManager", "OpenSemaphore", "OpenService", "OpenWaitableTimer", "PeekMessage",
    "PlaySound", "PostMessage", "PostThreadMessage", "QueryServiceConfig", "QueryServiceLockStatus", "ReadEventLog",
    "RegisterClass", "RegisterEventSource", "RegisterWindowMessage", "RemoveDirectory", "RemoveProp", "ReplaceFile",
    "ReplaceText", "ReportEvent", "ResetDC", "ResetPrinter", "SearchPath", "SendMessage", "SendMessageTimeout",
    "SendNotifyMessage", "SetComputerName", "SetCurrentDirectory", "SetDlgItemText", "SetEnvironmentVariable",
    "SetFileAttributes", "SetFileSecurity", "SetForm", "SetJob", "SetLocaleInfo", "SetPort", "SetPrinter",
    "SetPrinterData", "SetProp", "SetUserObjectInformation", "SetVolumeLabel", "SetWindowText", "ShellAbout",
    "ShellExecute", "StartDoc", "StartService", "SystemParametersInfo", "TextOut", "TranslateAccelerator",
    "UnregisterClass", "UpdateResource", "VerifyVersionInfo", "WaitNamedPipe", "WinHelp", "WriteConsole",
    "WritePrivateProfileString", "WriteProfileString",
};
// clang-format on

} // namespace

bool is_macro(std::string_view name) {
    return std::ranges::find(common, name) != std::end(common) || std::ranges::find(windows, name) != std::end(windows);
}

} // namespace bindery::codegen
