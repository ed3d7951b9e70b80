# Counts the instructions that mining rules of a text and reading a page take, and of one twice as long.

file(MAKE_DIRECTORY "${WORK}")

# grows_with(WHAT BEFORE REPEATED BEHIND FILE COMMAND...) - runs the generator with a file that holds the repeated text 100
# times, then 200 times.
function(grows_with what before repeated behind file)
    set(fewer 0)
    foreach(times 100 200)
        string(REPEAT "${repeated}" ${times} text)
        file(WRITE "${WORK}/${file}" "${before}${text}${behind}")
        execute_process(
            COMMAND "${VALGRIND}" --tool=callgrind "--callgrind-out-file=${WORK}/out" "${BINDERY_GEN}" ${ARGN} "${WORK}/${file}"
            OUTPUT_QUIET
            ERROR_VARIABLE said
            RESULT_VARIABLE failed
        )
        if(failed OR NOT said MATCHES "Collected : ([0-9]+)")
            message(FATAL_ERROR "valgrind: ${said}")
        endif()
        set(instructions "${CMAKE_MATCH_1}")
        if(fewer GREATER 0)
            math(EXPR percent "${instructions} * 100 / ${fewer}")
            message(STATUS "${percent} % of the instructions for twice ${what}")
            if(percent GREATER 220)
                message(FATAL_ERROR "${what}: twice the text took ${percent} % of the instructions, expected at most 220 %")
            endif()
        endif()
        set(fewer "${instructions}")
    endforeach()
endfunction()

foreach(
    sentence
    "Value 1: a, up to 5 things. "
    "up to 5 cups, if 3 - 4 `A` or 2: (b "
    "<li>A: at most 7 characters\\; B"
    "Each tag, which is 1 to 9, default 4, "
)
    string(REPLACE "\\;" ";" sentence "${sentence}") # which would part items
    grows_with(
        "\"${sentence}\"" "{\"type\":\"string\",\"document\":\"Valid values: " "${sentence}" "\"}\n" text.jsonl rules
    )
endforeach()

# Rows whose last cells go on below, so that a reader looks ahead.
set(page "# BoilWater\n\nBoils water.\n\n## Request parameters\n\n")
grows_with(
    "a table of Markdown" "${page}| Name | Type | Required | Description |\n|-|-|-|-|\n"
    "| Kettle | String | No | Which kettle,\n\n and why |\n| Cups | Integer | No | How many. |\n" "" table.md show --lenient
)
grows_with(
    "text with tabs" "${page}Name\tType\tRequired\tDescription\n"
    "Kettle\tString\tNo\t\nWhich kettle,\n\nand why\nCups\tInteger\tNo\tHow many.\n" "" tabs.txt show --lenient
)
string(REPEAT "<table>\n" 10 tables)
grows_with("tables that never close" "${page}| Name | Type |\n|-|-|\n| Cups | Integer |\n\n" "${tables}" "" html.md show --lenient)
