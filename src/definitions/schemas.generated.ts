// Generated from schema/*.json by `npm run generate`. Do not edit.
import type { Schema } from "./schema.ts";

export const schemas: { readonly [name: string]: Schema } = {
  "Cancel": {
    "title": "Cancel",
    "description": "A request: end a run.",
    "type": "object",
    "properties": {
      "apiVersion": {
        "$ref": "#/$defs/ApiVersion"
      },
      "kind": {
        "const": "Cancel",
        "description": "What this document describes."
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      },
      "spec": {
        "$ref": "#/$defs/CancelSpec"
      }
    },
    "required": [
      "apiVersion",
      "kind",
      "metadata",
      "spec"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "CancelSpec": {
    "title": "CancelSpec",
    "description": "What to end, and why.",
    "type": "object",
    "properties": {
      "run": {
        "title": "RunName",
        "type": "string",
        "pattern": "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?-[1-9][0-9]{0,14}$",
        "examples": [
          "release-42"
        ],
        "description": "The run, as pipeline and number."
      },
      "reason": {
        "type": "string",
        "description": "Why, for people."
      }
    },
    "required": [
      "run"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Component": {
    "title": "Component",
    "description": "Something that can be run: a program with typed inputs and outputs.",
    "type": "object",
    "properties": {
      "apiVersion": {
        "$ref": "#/$defs/ApiVersion"
      },
      "kind": {
        "const": "Component",
        "description": "What this document describes."
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      },
      "spec": {
        "$ref": "#/$defs/ComponentSpec"
      }
    },
    "required": [
      "apiVersion",
      "kind",
      "metadata",
      "spec"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "ComponentSpec": {
    "title": "ComponentSpec",
    "description": "What is run, and what goes in and comes out.",
    "type": "object",
    "properties": {
      "image": {
        "type": "string",
        "minLength": 1,
        "description": "The container image that holds the program; the container runtimes need it, the process runtime only records it. May hold ${{ inputs.… }}."
      },
      "command": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "string"
        },
        "description": "The program and its arguments, each may hold ${{ inputs.… }}. Without command and script the image's own program runs."
      },
      "script": {
        "type": "string",
        "minLength": 1,
        "description": "Instead of command: a script, run by sh -eu or by its own #! line. Values arrive as data (INPUT_<NAME>, EVENT_DATA), never as text of the script, so ${{ }} is refused here."
      },
      "inputs": {
        "$ref": "#/$defs/Inputs"
      },
      "outputs": {
        "type": "object",
        "propertyNames": {
          "$ref": "#/$defs/ValueName"
        },
        "additionalProperties": {
          "$ref": "#/$defs/OutputSchema"
        },
        "description": "Event data out: name and what its value must look like; checked when the result arrives."
      },
      "env": {
        "$ref": "#/$defs/Environment"
      },
      "workingDirectory": {
        "type": "string",
        "minLength": 1,
        "description": "Where the program starts, relative to the files of the repository (with source) or to an empty directory. May hold ${{ inputs.… }}."
      },
      "timeout": {
        "$ref": "#/$defs/Duration"
      },
      "grace": {
        "$ref": "#/$defs/Duration"
      },
      "stopGrace": {
        "$ref": "#/$defs/Duration"
      },
      "result": {
        "type": "string",
        "enum": [
          "optional",
          "required"
        ],
        "default": "optional",
        "description": "required: an attempt that sent no TASK_RESULT failed."
      },
      "source": {
        "type": "boolean",
        "default": false,
        "description": "The files of the repository at the run's commit are the working directory."
      },
      "retry": {
        "$ref": "#/$defs/Retry"
      }
    },
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Pipeline": {
    "title": "Pipeline",
    "description": "How components are combined, and when they run.",
    "type": "object",
    "properties": {
      "apiVersion": {
        "$ref": "#/$defs/ApiVersion"
      },
      "kind": {
        "const": "Pipeline",
        "description": "What this document describes."
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      },
      "spec": {
        "$ref": "#/$defs/PipelineSpec"
      }
    },
    "required": [
      "apiVersion",
      "kind",
      "metadata",
      "spec"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "PipelineSpec": {
    "title": "PipelineSpec",
    "description": "What runs, in which order, and when.",
    "type": "object",
    "properties": {
      "suspend": {
        "type": "boolean",
        "default": false,
        "description": "true: no new runs."
      },
      "on": {
        "$ref": "#/$defs/Triggers"
      },
      "inputs": {
        "$ref": "#/$defs/Inputs"
      },
      "outputs": {
        "type": "object",
        "propertyNames": {
          "$ref": "#/$defs/ValueName"
        },
        "additionalProperties": {},
        "description": "What a run gives: name and value, mostly ${{ actions.<name>.outputs.<name> }}."
      },
      "env": {
        "$ref": "#/$defs/Environment"
      },
      "timeout": {
        "$ref": "#/$defs/Duration"
      },
      "concurrency": {
        "$ref": "#/$defs/Concurrency"
      },
      "stages": {
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/$defs/StageSpec"
        },
        "description": "Its stages, one after the other."
      },
      "finally": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/ActionSpec"
        },
        "description": "Actions that run once after all else, also after failure and cancel."
      }
    },
    "required": [
      "stages"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Triggers": {
    "title": "Triggers",
    "description": "What starts a pipeline: just what is named here.",
    "type": "object",
    "properties": {
      "change": {
        "type": "boolean",
        "description": "true: what the pipeline would do has changed."
      },
      "push": {
        "$ref": "#/$defs/PushTrigger"
      }
    },
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "PushTrigger": {
    "title": "PushTrigger",
    "description": "Which files count.",
    "type": "object",
    "properties": {
      "paths": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "string",
          "minLength": 1
        },
        "description": "Patterns of paths: ** any folders, * any part of a name, ! in front takes out again."
      }
    },
    "required": [
      "paths"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Concurrency": {
    "title": "Concurrency",
    "description": "How many runs may go on at once; the others wait.",
    "type": "object",
    "properties": {
      "group": {
        "$ref": "#/$defs/Name"
      },
      "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": 1000,
        "default": 1,
        "description": "How many runs of the group may go on at once."
      },
      "policy": {
        "type": "string",
        "enum": [
          "queue"
        ],
        "default": "queue",
        "description": "What becomes of a run beyond the limit: it waits.",
        "title": "ConcurrencyPolicy"
      }
    },
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "StageSpec": {
    "title": "StageSpec",
    "description": "A step of a pipeline.",
    "type": "object",
    "properties": {
      "name": {
        "$ref": "#/$defs/Name"
      },
      "mode": {
        "type": "string",
        "enum": [
          "parallel",
          "sequence"
        ],
        "default": "parallel",
        "description": "Whether its actions run at the same time or one after the other."
      },
      "failFast": {
        "type": "boolean",
        "default": true,
        "description": "A failed action cancels those that still run."
      },
      "when": {
        "type": "string",
        "minLength": 1,
        "description": "An expression (CEL, without ${{ }}): false skips the stage."
      },
      "timeout": {
        "$ref": "#/$defs/Duration"
      },
      "env": {
        "$ref": "#/$defs/Environment"
      },
      "actions": {
        "type": "array",
        "minItems": 1,
        "items": {
          "$ref": "#/$defs/ActionSpec"
        },
        "description": "What it does."
      }
    },
    "required": [
      "name",
      "actions"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "ActionSpec": {
    "title": "ActionSpec",
    "description": "A component at work in a pipeline.",
    "type": "object",
    "properties": {
      "name": {
        "$ref": "#/$defs/Name"
      },
      "component": {
        "$ref": "#/$defs/Name"
      },
      "spec": {
        "$ref": "#/$defs/ComponentSpec"
      },
      "with": {
        "$ref": "#/$defs/Values"
      },
      "needs": {
        "type": "array",
        "items": {
          "$ref": "#/$defs/NeedSpec"
        },
        "description": "Actions of the same or an earlier stage to wait for, instead of all earlier stages."
      },
      "when": {
        "type": "string",
        "minLength": 1,
        "description": "An expression (CEL, without ${{ }}): false skips the action."
      },
      "env": {
        "$ref": "#/$defs/Environment"
      },
      "timeout": {
        "$ref": "#/$defs/Duration"
      },
      "attemptTimeout": {
        "$ref": "#/$defs/Duration"
      },
      "retry": {
        "$ref": "#/$defs/Retry"
      },
      "continueOnFailure": {
        "type": "boolean",
        "default": false,
        "description": "Its failure fails neither the stage nor the run."
      }
    },
    "required": [
      "name"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "NeedSpec": {
    "title": "NeedSpec",
    "description": "The name of an action; or an object, for an optional need.",
    "anyOf": [
      {
        "$ref": "#/$defs/Name"
      },
      {
        "title": "NeedObject",
        "type": "object",
        "properties": {
          "action": {
            "$ref": "#/$defs/Name"
          },
          "optional": {
            "type": "boolean",
            "default": false,
            "description": "true: it is waited for, but its failure or skip does not skip this action."
          }
        },
        "required": [
          "action"
        ],
        "additionalProperties": false
      }
    ]
  },
  "Run": {
    "title": "Run",
    "description": "A request: start a run of a pipeline.",
    "type": "object",
    "properties": {
      "apiVersion": {
        "$ref": "#/$defs/ApiVersion"
      },
      "kind": {
        "const": "Run",
        "description": "What this document describes."
      },
      "metadata": {
        "$ref": "#/$defs/Metadata"
      },
      "spec": {
        "$ref": "#/$defs/RunSpec"
      }
    },
    "required": [
      "apiVersion",
      "kind",
      "metadata",
      "spec"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "RunSpec": {
    "title": "RunSpec",
    "description": "What to run.",
    "type": "object",
    "properties": {
      "pipeline": {
        "$ref": "#/$defs/Name"
      },
      "with": {
        "$ref": "#/$defs/Values"
      },
      "commit": {
        "title": "Commit",
        "type": "string",
        "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$",
        "examples": [
          "5b1c0a4f3e6d7c8b9a0f1e2d3c4b5a6978876655"
        ],
        "description": "A commit reachable from the watched branch, by its whole id; everything, definitions too, is taken from it. The newest where absent."
      }
    },
    "required": [
      "pipeline"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Shared": {
    "title": "Shared",
    "description": "What the kinds have in common.",
    "type": "object"
  },
  "Name": {
    "title": "Name",
    "description": "A name: lower case letters, digits and dashes, at most 40, beginning and ending with a letter or digit.",
    "type": "string",
    "pattern": "^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$",
    "examples": [
      "go-test"
    ]
  },
  "Duration": {
    "title": "Duration",
    "description": "A length of time: numbers with ms, s, m, h or d; or 0.",
    "type": [
      "string",
      "integer"
    ],
    "pattern": "^(0|(\\d{1,9}(ms|s|m|h|d))+)$",
    "minimum": 0,
    "maximum": 0,
    "examples": [
      "10m",
      "1h30m",
      "0"
    ]
  },
  "Metadata": {
    "title": "Metadata",
    "description": "What it is called and what it is for.",
    "type": "object",
    "properties": {
      "name": {
        "$ref": "#/$defs/Name"
      },
      "description": {
        "type": "string",
        "description": "What it is for, in a sentence."
      },
      "labels": {
        "type": "object",
        "additionalProperties": {
          "type": "string"
        },
        "description": "Free words for people and tools; they change nothing."
      }
    },
    "required": [
      "name"
    ],
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "Inputs": {
    "title": "Inputs",
    "description": "Event data in: name and what its value must look like.",
    "type": "object",
    "propertyNames": {
      "$ref": "#/$defs/ValueName"
    },
    "additionalProperties": {
      "$ref": "#/$defs/InputSchema"
    }
  },
  "InputSchema": {
    "title": "InputSchema",
    "description": "What an input must look like. Without a default it is required unless it is optional.",
    "type": "object",
    "properties": {
      "description": {
        "type": "string",
        "description": "What the value is for."
      },
      "type": {
        "type": "string",
        "enum": [
          "string",
          "integer",
          "number",
          "boolean",
          "array",
          "object"
        ],
        "description": "The type of the value; any where it is absent."
      },
      "default": {
        "description": "The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs."
      },
      "enum": {
        "type": "array",
        "minItems": 1,
        "items": {},
        "description": "The value is one of these."
      },
      "const": {
        "description": "The value is this one."
      },
      "minimum": {
        "type": "number",
        "description": "The number is this or more."
      },
      "maximum": {
        "type": "number",
        "description": "The number is this or less."
      },
      "exclusiveMinimum": {
        "type": "number",
        "description": "The number is more than this."
      },
      "exclusiveMaximum": {
        "type": "number",
        "description": "The number is less than this."
      },
      "minLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at least this many characters."
      },
      "maxLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at most this many characters."
      },
      "pattern": {
        "type": "string",
        "description": "A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.",
        "maxLength": 1000
      },
      "format": {
        "type": "string",
        "enum": [
          "date",
          "time",
          "date-time",
          "duration",
          "uri",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uuid"
        ],
        "description": "A well-known form of text."
      },
      "items": {
        "$ref": "#/$defs/ValueSchema"
      },
      "minItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at least this many items."
      },
      "maxItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at most this many items."
      },
      "properties": {
        "type": "object",
        "additionalProperties": {
          "$ref": "#/$defs/ValueSchema"
        },
        "description": "What the value of each known key must look like."
      },
      "required": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Keys that must be there."
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "boolean"
          },
          {
            "$ref": "#/$defs/ValueSchema"
          }
        ],
        "description": "Whether other keys may be there (true by default), or what their values must look like."
      },
      "optional": {
        "type": "boolean",
        "default": false,
        "description": "It may be left out: of the values given, or of a result that succeeded."
      }
    },
    "additionalProperties": false
  },
  "OutputSchema": {
    "title": "OutputSchema",
    "description": "What an output must look like; checked when the result arrives.",
    "type": "object",
    "properties": {
      "description": {
        "type": "string",
        "description": "What the value is for."
      },
      "type": {
        "type": "string",
        "enum": [
          "string",
          "integer",
          "number",
          "boolean",
          "array",
          "object"
        ],
        "description": "The type of the value; any where it is absent."
      },
      "default": {
        "description": "The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs."
      },
      "enum": {
        "type": "array",
        "minItems": 1,
        "items": {},
        "description": "The value is one of these."
      },
      "const": {
        "description": "The value is this one."
      },
      "minimum": {
        "type": "number",
        "description": "The number is this or more."
      },
      "maximum": {
        "type": "number",
        "description": "The number is this or less."
      },
      "exclusiveMinimum": {
        "type": "number",
        "description": "The number is more than this."
      },
      "exclusiveMaximum": {
        "type": "number",
        "description": "The number is less than this."
      },
      "minLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at least this many characters."
      },
      "maxLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at most this many characters."
      },
      "pattern": {
        "type": "string",
        "description": "A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.",
        "maxLength": 1000
      },
      "format": {
        "type": "string",
        "enum": [
          "date",
          "time",
          "date-time",
          "duration",
          "uri",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uuid"
        ],
        "description": "A well-known form of text."
      },
      "items": {
        "$ref": "#/$defs/ValueSchema"
      },
      "minItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at least this many items."
      },
      "maxItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at most this many items."
      },
      "properties": {
        "type": "object",
        "additionalProperties": {
          "$ref": "#/$defs/ValueSchema"
        },
        "description": "What the value of each known key must look like."
      },
      "required": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Keys that must be there."
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "boolean"
          },
          {
            "$ref": "#/$defs/ValueSchema"
          }
        ],
        "description": "Whether other keys may be there (true by default), or what their values must look like."
      },
      "optional": {
        "type": "boolean",
        "default": false,
        "description": "It may be left out: of the values given, or of a result that succeeded."
      }
    },
    "additionalProperties": false
  },
  "ValueName": {
    "title": "ValueName",
    "description": "A name of an input or output: lower case letters, digits and _, beginning with a letter; not in, true, false or null.",
    "type": "string",
    "pattern": "^(?!(in|true|false|null)$)[a-z][a-z0-9_]*$",
    "examples": [
      "image_tag"
    ]
  },
  "VariableName": {
    "title": "VariableName",
    "description": "A name of an environment variable: letters, digits and _, not beginning with a digit.",
    "type": "string",
    "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
    "examples": [
      "GOFLAGS"
    ]
  },
  "Environment": {
    "title": "Environment",
    "description": "Environment variables: name and value.",
    "type": "object",
    "propertyNames": {
      "$ref": "#/$defs/VariableName"
    },
    "additionalProperties": {
      "$ref": "#/$defs/EnvironmentValue"
    }
  },
  "EnvironmentValue": {
    "title": "EnvironmentValue",
    "description": "A text (with ${{ }}), a number, a boolean, or a reference to a secret.",
    "type": [
      "string",
      "number",
      "boolean",
      "object"
    ],
    "properties": {
      "secret": {
        "$ref": "#/$defs/SecretReference"
      }
    },
    "required": [
      "secret"
    ],
    "additionalProperties": false
  },
  "SecretReference": {
    "title": "SecretReference",
    "description": "Which secret, and which of its keys.",
    "type": "object",
    "properties": {
      "name": {
        "$ref": "#/$defs/SecretName"
      },
      "key": {
        "$ref": "#/$defs/SecretName"
      }
    },
    "required": [
      "name",
      "key"
    ],
    "additionalProperties": false
  },
  "SecretName": {
    "title": "SecretName",
    "description": "A name of a secret or of a key in it: letters, digits, ., - and _, not beginning with a dot or dash.",
    "type": "string",
    "pattern": "^[A-Za-z0-9_][-._A-Za-z0-9]{0,252}$",
    "examples": [
      "forge"
    ]
  },
  "Values": {
    "title": "Values",
    "description": "Values by the name of the input they are for. Texts may hold ${{ }} where it says so.",
    "type": "object",
    "propertyNames": {
      "$ref": "#/$defs/ValueName"
    },
    "additionalProperties": {}
  },
  "Retry": {
    "title": "Retry",
    "description": "Whether a failed attempt is followed by another.",
    "type": "object",
    "properties": {
      "limit": {
        "type": "integer",
        "minimum": 0,
        "maximum": 100,
        "default": 2,
        "description": "How many attempts may follow the first."
      },
      "backoff": {
        "$ref": "#/$defs/Duration"
      },
      "on": {
        "type": "array",
        "uniqueItems": true,
        "items": {
          "title": "RetryCause",
          "type": "string",
          "enum": [
            "disrupted",
            "failed",
            "timeout",
            "lost"
          ]
        },
        "default": [
          "disrupted"
        ],
        "description": "After which ends another attempt follows.",
        "maxItems": 4
      }
    },
    "patternProperties": {
      "^x-": true
    },
    "additionalProperties": false
  },
  "ApiVersion": {
    "title": "ApiVersion",
    "description": "The version of this format.",
    "const": "pilotage/v1"
  },
  "Presence": {
    "title": "Presence",
    "description": "Whether a value must be there.",
    "type": "object",
    "properties": {
      "optional": {
        "type": "boolean",
        "default": false,
        "description": "It may be left out: of the values given, or of a result that succeeded."
      }
    }
  },
  "ValueSchema": {
    "title": "ValueSchema",
    "description": "What a value must look like: a closed subset of JSON Schema, without $ref and without alternatives.",
    "type": "object",
    "properties": {
      "description": {
        "type": "string",
        "description": "What the value is for."
      },
      "type": {
        "type": "string",
        "enum": [
          "string",
          "integer",
          "number",
          "boolean",
          "array",
          "object"
        ],
        "description": "The type of the value; any where it is absent."
      },
      "default": {
        "description": "The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs."
      },
      "enum": {
        "type": "array",
        "minItems": 1,
        "items": {},
        "description": "The value is one of these."
      },
      "const": {
        "description": "The value is this one."
      },
      "minimum": {
        "type": "number",
        "description": "The number is this or more."
      },
      "maximum": {
        "type": "number",
        "description": "The number is this or less."
      },
      "exclusiveMinimum": {
        "type": "number",
        "description": "The number is more than this."
      },
      "exclusiveMaximum": {
        "type": "number",
        "description": "The number is less than this."
      },
      "minLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at least this many characters."
      },
      "maxLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at most this many characters."
      },
      "pattern": {
        "type": "string",
        "description": "A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.",
        "maxLength": 1000
      },
      "format": {
        "type": "string",
        "enum": [
          "date",
          "time",
          "date-time",
          "duration",
          "uri",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uuid"
        ],
        "description": "A well-known form of text."
      },
      "items": {
        "$ref": "#/$defs/ValueSchema"
      },
      "minItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at least this many items."
      },
      "maxItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at most this many items."
      },
      "properties": {
        "type": "object",
        "additionalProperties": {
          "$ref": "#/$defs/ValueSchema"
        },
        "description": "What the value of each known key must look like."
      },
      "required": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Keys that must be there."
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "boolean"
          },
          {
            "$ref": "#/$defs/ValueSchema"
          }
        ],
        "description": "Whether other keys may be there (true by default), or what their values must look like."
      }
    },
    "additionalProperties": false
  },
  "ValueKeywords": {
    "title": "ValueKeywords",
    "description": "The words of the subset.",
    "type": "object",
    "properties": {
      "description": {
        "type": "string",
        "description": "What the value is for."
      },
      "type": {
        "type": "string",
        "enum": [
          "string",
          "integer",
          "number",
          "boolean",
          "array",
          "object"
        ],
        "description": "The type of the value; any where it is absent."
      },
      "default": {
        "description": "The value where none is given. It counts at the top of an input; deeper, and for outputs, it only informs."
      },
      "enum": {
        "type": "array",
        "minItems": 1,
        "items": {},
        "description": "The value is one of these."
      },
      "const": {
        "description": "The value is this one."
      },
      "minimum": {
        "type": "number",
        "description": "The number is this or more."
      },
      "maximum": {
        "type": "number",
        "description": "The number is this or less."
      },
      "exclusiveMinimum": {
        "type": "number",
        "description": "The number is more than this."
      },
      "exclusiveMaximum": {
        "type": "number",
        "description": "The number is less than this."
      },
      "minLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at least this many characters."
      },
      "maxLength": {
        "type": "integer",
        "minimum": 0,
        "description": "The text has at most this many characters."
      },
      "pattern": {
        "type": "string",
        "description": "A regular expression (RE2: no look-around, no back-references) that fits somewhere in the text.",
        "maxLength": 1000
      },
      "format": {
        "type": "string",
        "enum": [
          "date",
          "time",
          "date-time",
          "duration",
          "uri",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uuid"
        ],
        "description": "A well-known form of text."
      },
      "items": {
        "$ref": "#/$defs/ValueSchema"
      },
      "minItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at least this many items."
      },
      "maxItems": {
        "type": "integer",
        "minimum": 0,
        "description": "The list has at most this many items."
      },
      "properties": {
        "type": "object",
        "additionalProperties": {
          "$ref": "#/$defs/ValueSchema"
        },
        "description": "What the value of each known key must look like."
      },
      "required": {
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Keys that must be there."
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "boolean"
          },
          {
            "$ref": "#/$defs/ValueSchema"
          }
        ],
        "description": "Whether other keys may be there (true by default), or what their values must look like."
      }
    }
  }
};
