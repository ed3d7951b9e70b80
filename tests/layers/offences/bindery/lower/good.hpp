#include <string>
#include <sys/types.h>
#include <bindery/lower.hpp>
