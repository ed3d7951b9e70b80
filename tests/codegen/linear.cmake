# Counts the instructions that mining rules of a text takes, and of one twice as long.

file(MAKE_DIRECTORY "${WORK}")
set(sentences
    "Value 1: a, up to 5 things. "
    "up to 5 cups, if 3 - 4 `A` or 2: (b "
    "<li>A: at most 7 characters\\; B"
    "Each tag, which is 1 to 9, default 4, "
)
foreach(sentence IN LISTS sentences)
    set(before 0)
    foreach(times 100 200)
        string(REPEAT "${sentence}" ${times} text)
        file(WRITE "${WORK}/text.jsonl" "{\"type\":\"string\",\"document\":\"Valid values: ${text}\"}\n")
        execute_process(
            COMMAND "${VALGRIND}" --tool=callgrind "--callgrind-out-file=${WORK}/out" "${BINDERY_GEN}" rules "${WORK}/text.jsonl"
            OUTPUT_QUIET
            ERROR_VARIABLE said
            RESULT_VARIABLE failed
        )
        if(failed OR NOT said MATCHES "Collected : ([0-9]+)")
            message(FATAL_ERROR "valgrind: ${said}")
        endif()
        set(instructions "${CMAKE_MATCH_1}")
        if(before GREATER 0)
            math(EXPR percent "${instructions} * 100 / ${before}")
            message(STATUS "${percent} % of the instructions for twice \"${sentence}\"")
            if(percent GREATER 220)
                message(FATAL_ERROR "\"${sentence}\": twice the text took ${percent} % of the instructions, expected at most 220 %")
            endif()
        endif()
        set(before "${instructions}")
    endforeach()
endforeach()
