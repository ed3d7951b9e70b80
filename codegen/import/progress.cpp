#include "import/progress.hpp"

#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace bindery::codegen {
namespace {

bool stderr_is_a_terminal() {
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

} // namespace

progress_line::progress_line(std::string_view title) : title_(title), terminal_(stderr_is_a_terminal()) {}

progress_line::~progress_line() {
    if (shown_)
        std::fputs("\r\033[K", stderr);
}

void progress_line::operator()(std::size_t done, std::size_t all) {
    const int percent = all == 0 ? 100 : static_cast<int>(done * 100 / all);
    if (!terminal_ || percent == percent_)
        return;
    constexpr int width = 30;
    std::string bar(static_cast<std::size_t>(percent * width / 100), '#');
    bar.resize(width, '.');
    std::fprintf(stderr, "\r\033[K%s [%s] %d %%", title_.c_str(), bar.c_str(), percent);
    std::fflush(stderr);
    percent_ = percent;
    shown_ = true;
}

} // namespace bindery::codegen
