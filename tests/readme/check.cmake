# cmake -D README=... -D SOURCE=... -P check.cmake
# Fails unless a code block of the README is the source, letter for letter.
file(READ "${README}" readme)
file(READ "${SOURCE}" source)
string(FIND "${readme}" "```cpp\n${source}```\n" position)
if(position EQUAL -1)
    message(FATAL_ERROR "No code block of ${README} is\n  ${SOURCE}")
endif()
