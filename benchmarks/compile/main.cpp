// Makes programs of the translation units beside it, for their size.

#include <string>

bool run(const std::string& argument);

int main(int, char** argv) {
    return run(argv[0]) ? 0 : 1;
}
